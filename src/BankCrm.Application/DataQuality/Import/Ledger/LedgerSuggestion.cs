using BankCrm.Domain.DataQuality.Import;

namespace BankCrm.Application.DataQuality.Import.Ledger;

/// <summary>A first reading of a file of accounts or movements. A person has the last word.</summary>
internal static class LedgerSuggestion
{
    private const int LookedThrough = 30;

    /// <summary>Of what a file with these first rows tells: of customers, unless its columns are beyond doubt those of accounts or movements.</summary>
    public static ImportSubject SubjectOf(IReadOnlyList<CsvRow> first)
    {
        bool Has(ImportSubject subject, params ImportField[] fields) => Header(subject, first) is { } header && fields.Intersect(Named(subject, header)).Any();

        if (!Has(ImportSubject.Movements, ImportField.AccountNumber))
        {
            return ImportSubject.Customers;
        }

        return Has(ImportSubject.Movements, ImportField.BookedOn, ImportField.BookedAt) && Has(ImportSubject.Movements, ImportField.Amount, ImportField.Credit, ImportField.Debit)
            ? ImportSubject.Movements
            : Has(ImportSubject.Accounts, ImportField.Currency, ImportField.AccountKind) && Has(ImportSubject.Accounts, ImportField.ExternalRef, ImportField.CustomerNumber)
            ? ImportSubject.Accounts
            : ImportSubject.Customers;
    }

    /// <summary>The line with the most known words. Null: none has any.</summary>
    public static CsvRow? Header(ImportSubject subject, IReadOnlyList<CsvRow> first) => first
        .Where(r => r.Fault is null && !r.IsBlank).Take(LookedThrough)
        .Select(r => (Row: r, Words: Named(subject, r).Count())).Where(r => r.Words > 0)
        .OrderByDescending(r => r.Words).Select(r => r.Row).FirstOrDefault();

    public static ImportMapping Mapping(ImportSubject subject, IReadOnlyList<string> headers, IReadOnlyList<CsvRow> sample)
    {
        var columns = ByHeader(subject, headers, sample);
        if (subject is ImportSubject.Movements && !columns.Contains(ImportField.BookedOn) && Array.IndexOf(columns, ImportField.BookedAt) is >= 0 and var moment)
        {
            columns[moment] = ImportField.BookedOn; // the moment tells the day too
        }

        if (columns.Contains(ImportField.Credit) && columns.Contains(ImportField.Debit))
        {
            columns = [.. columns.Select(c => c is ImportField.Amount or ImportField.Side ? null : c)];
        }

        return new(columns, new Dictionary<ImportField, string>(), Suggestion.DateOrderOf(headers, columns, sample))
        {
            Subject = subject,
            DecimalSign = SignOf(columns, sample),
        };
    }

    /// <summary>Whether some amount of the sample can be read in two ways.</summary>
    public static bool NeedsDecimalSign(IReadOnlyList<ImportField?> columns, IEnumerable<CsvRow> sample) => Amounts(columns, sample).Any(MoneyText.NeedsSign);

    private static IEnumerable<ImportField> Named(ImportSubject subject, CsvRow row) =>
        row.Cells.Select(CellText.Clean).Select(c => LedgerHeaders.Of(subject, c)?.Field).OfType<ImportField>().Distinct();

    private static ImportField?[] ByHeader(ImportSubject subject, IReadOnlyList<string> headers, IReadOnlyList<CsvRow> sample)
    {
        var columns = new ImportField?[headers.Count];
        var claims = headers.Index().Select(h => (h.Index, Claim: ClaimOf(subject, h.Item, h.Index, sample))).Where(c => c.Claim is not null);
        foreach (var field in claims.GroupBy(c => c.Claim!.Value.Field))
        {
            columns[field.MinBy(c => c.Claim!.Value.Rank).Index] = field.Key; // the first, where two are called the same
        }

        // Of two that could say which side it is, the other says of which kind.
        if (!columns.Contains(ImportField.MovementKind)
            && headers.Index().FirstOrDefault(h => columns[h.Index] is null && LedgerHeaders.Of(subject, h.Item)?.Field is ImportField.MovementKind) is { Item: not null } kind)
        {
            columns[kind.Index] = ImportField.MovementKind;
        }

        return columns;
    }

    // Many call it "type" whether a movement is a credit or a debit.
    private static (ImportField Field, int Rank)? ClaimOf(ImportSubject subject, string header, int column, IReadOnlyList<CsvRow> sample)
    {
        var claim = LedgerHeaders.Of(subject, header);
        return claim is { Field: ImportField.MovementKind, Rank: var rank }
            && sample.Where(r => r.Fault is null && column < r.Cells.Length).Select(r => CellText.Clean(r.Cells[column])).Where(c => c.Length > 0 && c != header).ToList() is { Count: > 0 } words
            && words.All(w => LedgerWords.IsKnown(ImportField.Side, w) is true)
                ? (ImportField.Side, rank)
                : claim;
    }

    /// <summary>Null where no amount shows it, and where a person must say it.</summary>
    private static DecimalSign? SignOf(ImportField?[] columns, IReadOnlyList<CsvRow> sample) =>
        Amounts(columns, sample).Select(MoneyText.SignShownBy).Where(s => s is not null).Distinct().ToList() is [var only] ? only : null;

    private static IEnumerable<string> Amounts(IReadOnlyList<ImportField?> columns, IEnumerable<CsvRow> sample) =>
        from row in sample
        from column in columns.Index()
        where column.Item is { IsAmount: true } && column.Index < row.Cells.Length
        select row.Cells[column.Index];
}

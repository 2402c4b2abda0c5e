using BankCrm.Domain.Customers.IdentityDocuments;
using BankCrm.Domain.Customers.Names;
using BankCrm.Domain.DataQuality.Import;

namespace BankCrm.Application.DataQuality.Import;

/// <summary>A first reading of a file: which line is its header, and what its columns seem to mean. A person has the last word.</summary>
internal static class Suggestion
{
    private const int LookedThrough = 30;

    /// <summary>The line with the most known words. None known: the first line that is not blank, unless data stand there. Null: there is no header.</summary>
    public static CsvRow? Header(IReadOnlyList<CsvRow> first)
    {
        var rows = first.Where(r => r.Fault is null && !r.IsBlank).Take(LookedThrough).ToList();
        if (rows.Count == 0)
        {
            return null;
        }

        var best = rows.MaxBy(KnownWords)!;
        return KnownWords(best) > 0 ? best : rows.Exists(HasData) ? null : rows[0];
    }

    private static int KnownWords(CsvRow row) => row.Cells.Select(CellText.Clean).Where(c => HeaderWords.Of(c) is not null).Distinct().Count();

    /// <summary>Nobody calls a column by a number, a day or an address.</summary>
    private static bool HasData(CsvRow row) =>
        row.Cells.Select(CellText.Number).Any(c => LooksLikeResidentId(c) || LooksLikeMobile(c) || LooksLikeEmail(c) || DateText.IsDay(c));

    public static ImportMapping Mapping(IReadOnlyList<string> headers, IReadOnlyList<CsvRow> sample)
    {
        var columns = ByHeader(headers);
        ByValues(columns, headers, sample);
        if (columns.Contains(ImportField.Landline) && !columns.Contains(ImportField.Mobile))
        {
            columns[Array.IndexOf(columns, ImportField.Landline)] = ImportField.Mobile; // the one number they have
        }

        if (!columns.Contains(ImportField.Note))
        {
            columns = [.. columns.Select(c => c is ImportField.NoteAuthor or ImportField.NoteDate ? null : c)]; // there is nothing they wrote
        }

        if (!columns.Contains(ImportField.RelatedTo))
        {
            columns = [.. columns.Select(c => c is ImportField.RelationRole or ImportField.RelationShare ? null : c)]; // to nobody
        }

        return new(columns, Fixed(headers, columns), DateOrderOf(headers, columns, sample));
    }

    private static ImportField?[] ByHeader(IReadOnlyList<string> headers)
    {
        var columns = new ImportField?[headers.Count];
        var claims = headers.Index().Select(h => (h.Index, Claim: HeaderWords.Of(h.Item))).Where(c => c.Claim is not null);
        foreach (var field in claims.GroupBy(c => c.Claim!.Value.Field))
        {
            columns[field.MinBy(c => c.Claim!.Value.Rank).Index] = field.Key; // the first, where two are called the same
        }

        return columns;
    }

    private static void ByValues(ImportField?[] columns, IReadOnlyList<string> headers, IReadOnlyList<CsvRow> sample)
    {
        for (var i = 0; i < columns.Length; i++)
        {
            var values = sample.Where(r => r.Cells.Length > i).Select(r => CellText.Number(r.Cells[i])).Where(v => v.Length > 0).Take(50).ToList();
            if (columns[i] is null && values.Count > 2 && (Looks(values) ?? (headers[i].Length == 0 ? LooksUnnamed(values) : null)) is { } field && !columns.Contains(field))
            {
                columns[i] = field;
            }
        }
    }

    private static ImportField? Looks(List<string> values) =>
        Most(values, LooksLikeResidentId) ? ImportField.DocumentNumber
        : Most(values, LooksLikeMobile) ? ImportField.Mobile
        : Most(values, LooksLikeEmail) ? ImportField.Email
        : null;

    /// <summary>Of a column without a name more is guessed: a person sees it before anything is written.</summary>
    private static ImportField? LooksUnnamed(List<string> values) =>
        Most(values, v => Words.Sexes.ContainsKey(Words.Key(v)) && !char.IsAsciiDigit(v[0])) ? ImportField.Sex
        : Most(values, DateText.IsDay) ? ImportField.BirthDate
        : Most(values, v => v.Length is >= 2 and <= 4 && v.EnumerateRunes().All(NameText.IsHan)) && values.Distinct().Count() * 10 >= values.Count * 8 ? ImportField.Name
        : null;

    private static bool LooksLikeMobile(string value) => value.Length == 11 && value[0] == '1' && value[1] >= '3' && value.All(char.IsAsciiDigit);

    private static bool LooksLikeEmail(string value) => value.IndexOf('@') is > 0 and var at && value.IndexOf('.', at) > 0 && !value.Contains(' ');

    private static bool LooksLikeResidentId(string value) => value.Length == 18 && value[..17].All(char.IsAsciiDigit) && char.IsAsciiLetterOrDigit(value[17]);

    private static bool Most(List<string> values, Func<string, bool> looks) => values.Count(looks) * 10 >= values.Count * 8;

    private static Dictionary<ImportField, string> Fixed(IReadOnlyList<string> headers, ImportField?[] columns)
    {
        var isAmerican = headers.Any(h => Words.Key(h) is "zipcode" or "zip" or "social" or "ssn")
            && !columns.Contains(ImportField.Country) && !headers.Any(h => h.Any(c => c > '\u2E80'));
        var known = new Dictionary<ImportField, string>();
        if (!columns.Contains(ImportField.Country))
        {
            known[ImportField.Country] = isAmerican ? "US" : "CN";
        }

        var number = Array.IndexOf(columns, ImportField.DocumentNumber);
        if (number >= 0 && !columns.Contains(ImportField.DocumentKind) && HeaderWords.DocumentNamedBy(headers[number]) is { } kind)
        {
            known[ImportField.DocumentKind] = kind.ToString();
        }

        var related = Array.IndexOf(columns, ImportField.RelatedTo);
        if (related >= 0 && !columns.Contains(ImportField.RelationRole) && HeaderWords.RoleNamedBy(headers[related]) is { } role)
        {
            known[ImportField.RelationRole] = role.ToString();
        }

        return known;
    }

    /// <summary>Null where all days begin with the year, and where a person must say it.</summary>
    public static DateOrder? DateOrderOf(IReadOnlyList<string> headers, ImportField?[] columns, IReadOnlyList<CsvRow> sample)
    {
        var named = headers.Index().Where(h => columns[h.Index] is { IsDay: true }).Select(h => OrderNamedBy(h.Item));
        var shown = Days(columns, sample).Select(DateText.OrderShownBy).Concat(named).Where(o => o is not null).Distinct().ToList();
        return shown is [var only] ? only : null;
    }

    // Date of birth (DD/MM/YYYY)
    private static DateOrder? OrderNamedBy(string header)
    {
        var key = Words.Key(header);
        return key.EndsWith("ddmmyyyy", StringComparison.Ordinal) ? DateOrder.DayFirst : key.EndsWith("mmddyyyy", StringComparison.Ordinal) ? DateOrder.MonthFirst : null;
    }

    /// <summary>Whether some day of the sample can be read in two ways.</summary>
    public static bool NeedsDateOrder(IReadOnlyList<ImportField?> columns, IReadOnlyList<CsvRow> sample) => Days(columns, sample).Any(DateText.NeedsOrder);

    private static IEnumerable<string> Days(IReadOnlyList<ImportField?> columns, IReadOnlyList<CsvRow> sample) =>
        from row in sample
        from column in columns.Index()
        where column.Item is { IsDay: true } && column.Index < row.Cells.Length
        select row.Cells[column.Index];
}

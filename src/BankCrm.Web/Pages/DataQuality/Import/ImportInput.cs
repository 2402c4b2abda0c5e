using System.Globalization;
using BankCrm.Application.DataQuality.Import;
using BankCrm.Domain.Accounts;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.IdentityDocuments;
using BankCrm.Domain.Customers.Relationships;
using BankCrm.Domain.DataQuality.Import;

namespace BankCrm.Web.Pages.DataQuality.Import;

/// <summary>What the form says of the columns.</summary>
public sealed class MappingInput
{
    private const string Days = "yyyy-MM-dd";

    public List<ImportField?> Columns { get; set; } = [];

    /// <summary>Of what the form was drawn.</summary>
    public ImportSubject Subject { get; set; }

    public string? Country { get; set; }

    public IdentityDocumentKind? DocumentKind { get; set; }

    public CustomerKind? Kind { get; set; }

    /// <summary>What the related customers are.</summary>
    public RelationRole? RelationRole { get; set; }

    /// <summary>Its code.</summary>
    public string? Branch { get; set; }

    /// <summary>The code of the system that keeps the accounts.</summary>
    public string? Source { get; set; }

    /// <summary>Of accounts that no column tells the day of.</summary>
    public DateOnly? AsOf { get; set; }

    public string? Currency { get; set; }

    public AccountKind? AccountKind { get; set; }

    public DecimalSign? DecimalSign { get; set; }

    public DateOrder? DateOrder { get; set; }

    public ImportMode Mode { get; set; }

    public ImportKey Key { get; set; }

    public bool JoinsRows { get; set; }

    public List<WordInput> Words { get; set; } = [];

    public static MappingInput Of(ImportMapping mapping, IReadOnlyList<UnknownWord> unknown) => new()
    {
        Words = [.. unknown.Select(u => new WordInput { Field = u.Field, Word = u.Word, Meaning = mapping.MeaningOf(u.Field, u.Word) is var told && told != u.Word ? told : null })],
        Columns = [.. mapping.Columns],
        Subject = mapping.Subject,
        Country = mapping.Fixed.GetValueOrDefault(ImportField.Country),
        DocumentKind = Enum.TryParse<IdentityDocumentKind>(mapping.Fixed.GetValueOrDefault(ImportField.DocumentKind), out var document) ? document : null,
        Kind = Enum.TryParse<CustomerKind>(mapping.Fixed.GetValueOrDefault(ImportField.Kind), out var kind) ? kind : null,
        RelationRole = Enum.TryParse<RelationRole>(mapping.Fixed.GetValueOrDefault(ImportField.RelationRole), out var role) ? role : null,
        Branch = mapping.Fixed.GetValueOrDefault(ImportField.Branch),
        Source = mapping.Fixed.GetValueOrDefault(ImportField.Source),
        AsOf = DateOnly.TryParseExact(mapping.Fixed.GetValueOrDefault(ImportField.AsOf), Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null,
        Currency = mapping.Fixed.GetValueOrDefault(ImportField.Currency),
        AccountKind = Enum.TryParse<AccountKind>(mapping.Fixed.GetValueOrDefault(ImportField.AccountKind), out var accountKind) ? accountKind : null,
        DecimalSign = mapping.DecimalSign,
        DateOrder = mapping.DateOrder,
        JoinsRows = mapping.JoinsRows,
        Mode = mapping.Mode,
        Key = mapping.Key,
    };

    public ImportMapping ToMapping()
    {
        (ImportField Field, string? Value)[] same = Subject is ImportSubject.Customers
            ?
            [
                (ImportField.Country, Country), (ImportField.DocumentKind, DocumentKind?.ToString()), (ImportField.Kind, Kind?.ToString()), (ImportField.Branch, Branch),
                (ImportField.RelationRole, RelationRole?.ToString()),
            ]
            :
            [
                (ImportField.Source, Source?.Trim().ToUpperInvariant()), (ImportField.AsOf, AsOf?.ToString(Days, CultureInfo.InvariantCulture)), (ImportField.Currency, Currency),
                (ImportField.AccountKind, AccountKind?.ToString()),
            ];
        return new(Columns, same.Where(s => !string.IsNullOrEmpty(s.Value)).ToDictionary(s => s.Field, s => s.Value!), DateOrder)
        {
            Subject = Subject,
            DecimalSign = DecimalSign,
            JoinsRows = JoinsRows,
            Mode = Mode,
            Key = Key,
            Words = Words.Where(w => !string.IsNullOrEmpty(w.Meaning) && !string.IsNullOrEmpty(w.Word)).GroupBy(w => w.Field)
                .ToDictionary(g => g.Key, IReadOnlyDictionary<string, string> (g) => g.DistinctBy(w => w.Word).ToDictionary(w => w.Word, w => w.Meaning!)),
        };
    }
}

/// <summary>What a word of the file means.</summary>
public sealed class WordInput
{
    public ImportField Field { get; set; }

    public string Word { get; set; } = "";

    /// <summary>Null: nobody has said.</summary>
    public string? Meaning { get; set; }
}

/// <summary>What the form says of the file itself.</summary>
public sealed class ReadingInput
{
    public ImportEncoding Encoding { get; set; }

    public string Delimiter { get; set; } = "";

    public int? HeaderLine { get; set; }

    public string? Sheet { get; set; }

    public bool LeavesOutTotals { get; set; }

    public ImportSubject? Subject { get; set; }

    public static ReadingInput Of(ImportLayout layout, ImportSubject subject) => new()
    {
        Subject = subject,
        Encoding = layout.Encoding,
        Delimiter = Named(layout.Delimiter),
        HeaderLine = layout.HeaderLine,
        Sheet = layout.Sheet,
        LeavesOutTotals = layout.LeavesOutTotals,
    };

    /// <summary>Signs that no form carries have a name.</summary>
    public static string Named(char delimiter) => delimiter < ' ' ? $"u{(int)delimiter}" : delimiter.ToString();

    public ReadImportAs ToCommand(Guid id) => new(
        id, Encoding, ImportLayout.Delimiters.FirstOrDefault(d => Named(d) == Delimiter), HeaderLine ?? 0, LeavesOutTotals, string.IsNullOrEmpty(Sheet) ? null : Sheet,
        Subject);
}

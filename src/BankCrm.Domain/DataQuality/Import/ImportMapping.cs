using BankCrm.Domain.Common;

namespace BankCrm.Domain.DataQuality.Import;

/// <summary>How a file is laid out.</summary>
/// <param name="HeaderLine">The line the header stands on, from 1; what is above it is title. 0: there is none, the columns have no names.</param>
/// <param name="Headers">As written, spaces around them taken off.</param>
public sealed record ImportLayout(ImportEncoding Encoding, char Delimiter, int HeaderLine, IReadOnlyList<string> Headers)
{
    public const int MaxColumns = 200;
    public const int CellMaxLength = 32 * 1024;

    /// <summary>By which cells may be parted: what spreadsheets, core banking and mainframes write.</summary>
    public static readonly IReadOnlyList<char> Delimiters = [',', ';', '\t', '|', '^', '~', '\u0001', '\u001F'];

    public ImportKind Kind { get; init; }

    /// <summary>Of a workbook: the sheet that is read, and all there are.</summary>
    public string Sheet { get; init; } = "";

    public IReadOnlyList<string> Sheets { get; init; } = [];

    /// <summary>Totals and remarks below or between the rows are left out. False: every row is a customer, or refused.</summary>
    public bool LeavesOutTotals { get; init; } = true;
}

/// <summary>What the columns of a file mean.</summary>
/// <param name="Columns">One for each column, null: left out.</param>
/// <param name="Fixed">The same for all rows: for fields without a column, and for empty cells.</param>
/// <param name="DateOrder">Null: no date of the file needs it.</param>
public sealed record ImportMapping(
    IReadOnlyList<ImportField?> Columns, IReadOnlyDictionary<ImportField, string> Fixed, DateOrder? DateOrder = null)
{
    public ImportSubject Subject { get; init; }

    /// <summary>Null: no amount of the file needs it.</summary>
    public DecimalSign? DecimalSign { get; init; }

    public ImportMode Mode { get; init; }

    /// <summary>Of no meaning where rows only register customers.</summary>
    public ImportKey Key { get; init; }

    /// <summary>The field in which the key stands.</summary>
    public ImportField KeyField => Key switch
    {
        ImportKey.CustomerNumber => ImportField.CustomerNumber,
        ImportKey.Document => ImportField.DocumentNumber,
        ImportKey.Mobile => ImportField.Mobile,
        _ => ImportField.ExternalRef,
    };

    /// <summary>Rows of one number in the other system, or of one document, are one customer.</summary>
    public bool JoinsRows { get; init; }

    /// <summary>What words of the file mean that are none of ours: the value as we call it, or empty to leave it out.</summary>
    public IReadOnlyDictionary<ImportField, IReadOnlyDictionary<string, string>> Words { get; init; } = new Dictionary<ImportField, IReadOnlyDictionary<string, string>>();

    /// <summary>The word itself, where nobody said what it means.</summary>
    public string MeaningOf(ImportField field, string word) =>
        Words.TryGetValue(field, out var told) && told.TryGetValue(word, out var meaning) ? meaning : word;

    public bool Has(ImportField field) => Columns.Contains(field) || Fixed.ContainsKey(field);

    /// <summary>Null: rows can be read by it.</summary>
    public Fault? Check() => Columns.OfType<ImportField>().Except(Subject.Fields).Any()
        ? new("A file of this kind has no such columns.")
        : Subject is ImportSubject.Customers ? CheckCustomers() : LedgerMapping.Check(this);

    private Fault? CheckCustomers() => Mode is not ImportMode.Create && !Has(KeyField)
        ? new("Say which column holds that by which customers are found.")
        : Mode is ImportMode.Update || Has(ImportField.Name) || Has(ImportField.Surname) || Has(ImportField.GivenName)
        ? null
        : new("Say which column holds the name.");
}

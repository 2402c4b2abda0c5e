using BankCrm.Domain.DataQuality.Import;

namespace BankCrm.Application.DataQuality.Import.Ledger;

/// <summary>Reads the rows of a file of accounts or movements, as its mapping says.</summary>
/// <param name="receivedAt">When the very file came first.</param>
internal sealed class LedgerReader(ImportLayout layout, ImportMapping mapping, DateTimeOffset receivedAt)
{
    private readonly RowCells cells = new(mapping);

    private RowSorter Sorter => field ??= new(layout, cells);

    private AccountReader Accounts => field ??= new(cells, mapping, receivedAt);

    private MovementReader Movements => field ??= new(cells, mapping);

    /// <summary>Title, blank, repeated header, total. Null: a row of the list, or meant to be one.</summary>
    public NoCustomer? WhyNone(CsvRow row) => Sorter.Of(row);

    public LedgerRow Read(CsvRow row) =>
        layout.WrongShape(row) is { } shape ? new(row, [new(null, shape)], [])
        : mapping.Subject is ImportSubject.Accounts ? Accounts.Read(row)
        : Movements.Read(row);

    /// <summary>What stands in the file for a field.</summary>
    public string Raw(CsvRow row, ImportField field) => CellText.Clean(cells.Cell(row, field));

    /// <summary>Words of the row that are none of ours.</summary>
    public IEnumerable<(ImportField Field, string Word)> UnknownWords(CsvRow row) =>
        from field in mapping.Columns.OfType<ImportField>().Distinct()
        let word = CellText.Clean(cells.Column(row, field))
        where word.Length is > 0 and <= 60 && LedgerWords.IsKnown(field, word) is false
        select (field, word);
}

using BankCrm.Domain.DataQuality.Import;

namespace BankCrm.Application.DataQuality.Import;

/// <summary>Finds the cells of a row by what they mean.</summary>
internal sealed class RowCells(ImportMapping mapping)
{
    private readonly int[][] columnsOf = ColumnsOf(mapping);

    /// <summary>What a person reads there.</summary>
    public string Text(CsvRow row, ImportField field) => CellText.Clean(Cell(row, field)).Trim();

    /// <summary>The first filled cell that means the field; else what is the same for all rows.</summary>
    public string Cell(CsvRow row, ImportField field) =>
        Column(row, field) is { Length: > 0 } cell ? cell : mapping.Fixed.TryGetValue(field, out var same) ? same : "";

    /// <summary>The first filled cell that means the field.</summary>
    public string Column(CsvRow row, ImportField field)
    {
        foreach (var column in columnsOf[(int)field])
        {
            if (column < row.Cells.Length && !string.IsNullOrWhiteSpace(row.Cells[column]))
            {
                return row.Cells[column];
            }
        }

        return "";
    }

    /// <summary>All filled cells that mean the field, by their columns.</summary>
    public IEnumerable<(int Column, string Text)> All(CsvRow row, ImportField field) =>
        from column in columnsOf[(int)field]
        where column < row.Cells.Length
        let text = CellText.Clean(row.Cells[column])
        where text.Length > 0
        select (column, text);

    private static int[][] ColumnsOf(ImportMapping mapping) =>
    [
        .. Enum.GetValues<ImportField>().Select(field => mapping.Columns.Index().Where(c => c.Item == field).Select(c => c.Index).ToArray()),
    ];
}

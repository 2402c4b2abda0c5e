using BankCrm.Domain.Common;
using BankCrm.Domain.DataQuality.Import;

namespace BankCrm.Application.DataQuality.Import;

internal static class RowShape
{
    extension(ImportLayout layout)
    {
        /// <summary>Null: the row can be read, and has a cell for each column.</summary>
        public Fault? WrongShape(CsvRow row)
        {
            var extra = row.Cells.Skip(layout.Headers.Count).Any(c => !string.IsNullOrWhiteSpace(c));
            return row.Fault
                ?? (row.Cells.Length < layout.Headers.Count ? new("The row has {0} cells, the header has {1}. Is a delimiter missing?", row.Cells.Length, layout.Headers.Count)
                : extra ? new("The row has {0} cells, the header has {1}. Is a delimiter within a cell that is not quoted?", row.Cells.Length, layout.Headers.Count)
                : null);
        }
    }
}

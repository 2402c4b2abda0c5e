using System.Globalization;
using System.Text;
using BankCrm.Application.DataQuality.Import;
using BankCrm.Domain.Common;

namespace BankCrm.Infrastructure.DataQuality.Import;

/// <summary>
/// A workbook or a file of cards, once taken apart, as a delimited text of our own: before the cells of each row stand its line in what was
/// received and, where it cannot be read, why. So the long way behind it is the same for all, streams, and can be resumed.
/// </summary>
internal static class ListFile
{
    public const string Extension = ".list";
    public const char Delimiter = ',';

    private const int Before = 2;

    public static StreamWriter WriterOn(Stream file) => new(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 32 * 1024, leaveOpen: true);

    public static void WriteRow(TextWriter to, int line, IReadOnlyList<string> cells, string? fault = null)
    {
        to.Write(line.ToString(CultureInfo.InvariantCulture));
        to.Write(Delimiter);
        WriteCell(to, fault ?? "");
        foreach (var cell in cells)
        {
            to.Write(Delimiter);
            WriteCell(to, cell);
        }

        to.Write('\n');
    }

    public static CsvRow Read(CsvRow row) => new(
        int.Parse(row.Cells[0], CultureInfo.InvariantCulture), row.Cells[Math.Min(Before, row.Cells.Length)..],
        row.Fault ?? (row.Cells.Length < Before || row.Cells[1].Length == 0 ? null : new Fault(row.Cells[1])));

    private static void WriteCell(TextWriter to, string cell)
    {
        if (cell.AsSpan().IndexOfAny("\",\r\n ") < 0)
        {
            to.Write(cell);
            return;
        }

        to.Write('"');
        to.Write(cell.Replace("\"", "\"\"", StringComparison.Ordinal));
        to.Write('"');
    }
}

using System.Buffers;
using System.Text;
using BankCrm.Application.DataQuality.Import;

namespace BankCrm.Infrastructure.DataQuality.Export;

/// <summary>CSV as Excel and WPS read Chinese: UTF-8 with its mark at the beginning. A cell that would be a formula begins with an apostrophe.</summary>
internal sealed class CsvTable : ITable
{
    private static readonly SearchValues<char> ToQuote = SearchValues.Create("\",;\t\r\n");

    private readonly StreamWriter text;

    public CsvTable(Stream to) => text = new(to, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), bufferSize: 32 * 1024, leaveOpen: true) { NewLine = "\r\n" };

    public void Write(IReadOnlyList<string> cells)
    {
        for (var i = 0; i < cells.Count; i++)
        {
            if (i > 0)
            {
                text.Write(',');
            }

            Write(Formula.Neutral(cells[i]));
        }

        text.WriteLine();
    }

    public void Finish(string lastLine)
    {
        Write([lastLine]);
        text.Flush();
    }

    public void Dispose() => text.Dispose();

    private void Write(string cell)
    {
        if (!cell.AsSpan().ContainsAny(ToQuote) && !(cell.Length > 0 && (cell[0] == ' ' || cell[^1] == ' ')))
        {
            text.Write(cell);
            return;
        }

        text.Write('"');
        text.Write(cell.Replace("\"", "\"\"", StringComparison.Ordinal));
        text.Write('"');
    }
}

using System.Text;
using BankCrm.Domain.Common;

namespace BankCrm.Infrastructure.DataQuality.Export;

/// <summary>CSV as Excel and WPS read Chinese: UTF-8 with its mark at the beginning. A cell that would be a formula begins with an apostrophe.</summary>
internal sealed class CsvTable : ITable
{
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

            text.Write(Csv.Cell(cells[i]));
        }

        text.WriteLine();
    }

    public void Finish(string lastLine)
    {
        Write([lastLine]);
        text.Flush();
    }

    public void Dispose() => text.Dispose();
}

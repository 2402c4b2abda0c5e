using System.Text.RegularExpressions;
using BankCrm.Domain.Customers.Names;
using BankCrm.Domain.DataQuality.Import;

namespace BankCrm.Application.DataQuality.Import;

/// <summary>Tells the rows of a list from what people put around them: titles, blank lines, the header of each printed page, totals, signatures.</summary>
internal sealed partial class RowSorter(ImportLayout layout, RowCells cells)
{
    /// <summary>What makes a row one of the list, whatever its first cell says.</summary>
    private static readonly ImportField[] Telling =
        [ImportField.DocumentNumber, ImportField.Mobile, ImportField.Landline, ImportField.Email, ImportField.BirthDate, ImportField.ExternalRef];

    private readonly string[] header = [.. layout.Headers.Select(Words.Key)];

    /// <summary>Null: a row of the list, or meant to be one.</summary>
    public NoCustomer? Of(CsvRow row)
    {
        if (row.Fault is not null)
        {
            return null;
        }

        if (row.Line <= layout.HeaderLine)
        {
            return row.Line == layout.HeaderLine ? NoCustomer.Header : row.IsBlank ? NoCustomer.Blank : NoCustomer.Title;
        }

        return row.IsBlank ? NoCustomer.Blank
            : IsHeader(row) ? NoCustomer.RepeatedHeader
            : layout.LeavesOutTotals && IsTotal(row) ? NoCustomer.Total
            : null;
    }

    private bool IsHeader(CsvRow row)
    {
        if (layout.HeaderLine == 0 || header.Length < 2 || row.Cells.Length < header.Length)
        {
            return false;
        }

        for (var i = 0; i < row.Cells.Length; i++)
        {
            var there = i < header.Length ? header[i] : "";
            var cell = row.Cells[i];
            if (cell.Length > there.Length + 40 || !string.Equals(Words.Key(CellText.Clean(cell)), there, StringComparison.Ordinal))
            {
                return false;
            }
        }

        return true;
    }

    // 合计,,,,25736.89,, and 制表人：王芳,,,,,, and 共 12 户: nobody's number stands in the row.
    private bool IsTotal(CsvRow row)
    {
        if (Array.Exists(Telling, f => cells.Column(row, f).Length > 0) || IsAccount(cells.Column(row, ImportField.AccountNumber)))
        {
            return false;
        }

        var filled = row.Cells.Count(c => !string.IsNullOrWhiteSpace(c));
        var first = CellText.Clean(Array.Find(row.Cells, c => !string.IsNullOrWhiteSpace(c))!);
        var plain = string.Concat(first.Where(c => !char.IsWhiteSpace(c)));
        return plain.Length <= 80 && Total().IsMatch(plain)
            || (filled == 1 && layout.Headers.Count > 2 && NameText.CheckPerson(first) is not null);
    }

    // 合计 and 共12笔 stand where else the number is.
    private static bool IsAccount(string cell) => cell.Any(char.IsAsciiDigit) && !cell.EnumerateRunes().Any(NameText.IsHan);

    [GeneratedRegex(@"^(合[计計]|[总總][计計]|共[计計]|小[计計]|累计|总数|汇总|本页|以上|以下空白|此处空白|制表|填表|审核|复核|打印|导出|备注[:：]|说明[:：]|注[:：]|单位[:：]|第\d+页|共\d+|[(（]?(sub|grand)?totals?([^a-z]|$)|(sum|count)([^a-z]|$)|[-=*_—]+$)", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Total();
}

using System.Buffers;
using System.Globalization;

namespace BankCrm.Domain.Common;

/// <summary>Cells and lines of CSV files as spreadsheets read them. A text that would be a formula begins with an apostrophe; a number stays one.</summary>
public static class Csv
{
    private static readonly SearchValues<char> ToQuote = SearchValues.Create("\",;\t\r\n");

    /// <param name="text">What somebody wrote.</param>
    public static string Cell(string text)
    {
        var cell = Formula.Neutral(text);
        return cell.AsSpan().ContainsAny(ToQuote) || (cell.Length > 0 && (cell[0] == ' ' || cell[^1] == ' '))
            ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : cell;
    }

    /// <param name="cells">Texts, amounts and days; null is an empty cell.</param>
    public static string Line(params IEnumerable<object?> cells) => string.Join(',', cells.Select(Written)) + "\r\n";

    private static string Written(object? cell) => cell switch
    {
        null => "",
        decimal amount => amount.ToString(CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => Cell(cell.ToString() ?? ""),
    };
}

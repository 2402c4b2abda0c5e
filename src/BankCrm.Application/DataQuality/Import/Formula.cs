namespace BankCrm.Application.DataQuality.Import;

/// <summary>What a spreadsheet would run.</summary>
public static class Formula
{
    public static bool Begins(ReadOnlySpan<char> cell) => cell is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠', ..];

    /// <summary>The same text, as text.</summary>
    public static string Neutral(string cell) => Begins(cell) ? "'" + cell : cell;
}

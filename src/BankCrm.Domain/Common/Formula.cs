namespace BankCrm.Domain.Common;

/// <summary>What a spreadsheet would run.</summary>
public static class Formula
{
    public static bool Begins(ReadOnlySpan<char> cell) => cell is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠', ..];

    /// <summary>The same text, as text: <see cref="Bare"/> gives it back as it was.</summary>
    public static string Neutral(string cell) => Begins(cell) || IsGuarded(cell) ? "'" + cell : cell;

    /// <summary>Without the apostrophe that a spreadsheet, or <see cref="Neutral"/>, has put before a number or a formula.</summary>
    public static string Bare(string cell) => IsGuarded(cell) ? cell[1..] : cell;

    private static bool IsGuarded(ReadOnlySpan<char> cell)
    {
        var rest = cell.TrimStart('\'');
        return rest.Length > 0 && rest.Length < cell.Length && (char.IsAsciiDigit(rest[0]) || Begins(rest));
    }
}

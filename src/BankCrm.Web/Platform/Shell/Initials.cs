namespace BankCrm.Web.Platform.Shell;

/// <summary>What stands for a name in a small circle: two letters, or the last sign of a Chinese name.</summary>
internal static class Initials
{
    public static string Of(string name) => name.Split(' ', StringSplitOptions.RemoveEmptyEntries) switch
    {
        [] => "?",
        [var only] => char.IsAsciiLetter(only[0]) ? only[..1].ToUpperInvariant() : only.EnumerateRunes().Last().ToString(),
        [var first, .., var last] => (first[..1] + last[..1]).ToUpperInvariant(),
    };
}

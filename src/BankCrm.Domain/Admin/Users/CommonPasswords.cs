namespace BankCrm.Domain.Admin.Users;

/// <summary>
/// Tells passwords that are guessed first. Lists of leaked passwords are, from twelve characters on, the same few words with figures
/// and signs round them, walks over the keyboard and repetitions; so those are recognised by rule.
/// </summary>
internal static class CommonPasswords
{
    private const int FewestDifferent = 5;

    private static readonly string[] Walks =
        ["abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p", "qazwsxedcrfvtgbyhnujmikolp"];

    private static readonly HashSet<string> Words = [.. CommonWords.All];

    private static readonly int LongestWord = Words.Max(w => w.Length);

    public static bool Has(string password)
    {
        var plain = string.Concat(password.ToLowerInvariant().Where(c => !char.IsWhiteSpace(c)));
        return plain.Distinct().Count() < FewestDifferent || Repeats(plain) || IsWalk(plain)
            || IsFewWords(Core(plain, undoSigns: false)) || IsFewWords(Core(plain, undoSigns: true));
    }

    private static bool Repeats(string text) => Enumerable.Range(1, Math.Min(16, text.Length / 2))
        .Any(length => Enumerable.Range(length, text.Length - length).All(i => text[i] == text[i - length]));

    // Three steps of four: a walk that is interrupted once or twice is still one.
    private static bool IsWalk(string text) =>
        text.Zip(text.Skip(1)).Count(pair => IsStep(pair.First, pair.Second)) * 4 >= (text.Length - 1) * 3;

    private static bool IsStep(char from, char to) =>
        from == to || Walks.Any(walk => walk.Contains($"{from}{to}", StringComparison.Ordinal) || walk.Contains($"{to}{from}", StringComparison.Ordinal));

    // What is left without the figures and signs that people put round or in place of letters.
    private static string Core(string text, bool undoSigns) => string.Concat(
        (undoSigns ? text.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '!', '.', '?', '*').Select(Letter) : text).Where(char.IsLetter));

    private static char Letter(char sign) => sign switch
    {
        '0' => 'o',
        '1' or '!' => 'i',
        '3' => 'e',
        '4' or '@' => 'a',
        '5' or '$' => 's',
        '7' => 't',
        '8' => 'b',
        _ => sign,
    };

    /// <summary>Two words, or one word again and again. Nothing at all: figures and signs only, which the other rules judge.</summary>
    private static bool IsFewWords(string core)
    {
        if (core.Length is 0 or > 40)
        {
            return false;
        }

        return Words.Contains(core) || Enumerable.Range(1, Math.Min(LongestWord, core.Length - 1)).Any(length =>
            Words.Contains(core[..length]) && (Words.Contains(core[length..]) || IsAgain(core[..length], core)));
    }

    private static bool IsAgain(string word, string core) => core.Replace(word, "", StringComparison.Ordinal).Length == 0;
}

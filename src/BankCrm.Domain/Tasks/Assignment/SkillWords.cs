using BankCrm.Domain.Common;

namespace BankCrm.Domain.Tasks.Assignment;

/// <summary>What colleagues can do, in words that the branch chooses itself: lending, wealth, 企业金融. One line of them, between commas.</summary>
public static class SkillWords
{
    public const int Most = 12;
    public const int MaxLength = 30;

    /// <summary>Room for all of them in one line.</summary>
    public const int LineMaxLength = 300;

    private static readonly char[] Between = [',', '，', '、', ';', '；'];

    /// <summary>Each once, whatever its capitals.</summary>
    public static IReadOnlyList<string> Read(string line) =>
        [.. line.Split(Between, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.OrdinalIgnoreCase)];

    public static string Write(IEnumerable<string> words) => string.Join(", ", words);

    public static Fault? Check(string line)
    {
        var words = Read(line);
        return words.Count > Most ? new("At most {0} skills.", Most)
            : words.Any(w => w.Length > MaxLength) ? new("A skill has at most {0} places.", MaxLength)
            : null;
    }

    internal static bool Knows(this IReadOnlyList<string> skills, string word) => skills.Contains(word, StringComparer.OrdinalIgnoreCase);
}

using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using BankCrm.Domain.Common;

namespace BankCrm.Domain.Platform.Channels;

/// <summary>A text with named places, as {customer.name}. What is filled in can neither lead anywhere nor look like another line.</summary>
public static partial class MessageText
{
    public const int ValueMaxLength = 100;

    // With a scheme, with www, or what telephones make a link of by themselves: name.com/abc, 名.cn.
    private const string LinkForm =
        @"[a-z][a-z0-9+.-]*://\S*|\bwww\.\S+|(?<![\p{L}\p{N}])[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)*"
        + @"\.(com|cn|net|org|info|biz|top|xyz|vip|shop|site|online|club|cc|me|io|ly|link|app|tv|co|ru|tk|中国|网址|公司|网络)(?![a-z0-9])(:\d+)?(/\S*)?";

    /// <summary>What every message can say, without its sender knowing it.</summary>
    public static IReadOnlyList<string> Everywhere { get; } = ["customer.name", "branch.name", "today"];

    /// <summary>The names of its places, each once.</summary>
    public static IReadOnlyList<string> Places(string text) => [.. Place().Matches(text).Select(m => m.Groups["name"].Value).Distinct()];

    /// <summary>Null: it can be sent when its places are known.</summary>
    /// <param name="known">The places this message can fill.</param>
    public static Fault? Check(string text, IReadOnlyCollection<string> known)
    {
        if (Places(text).FirstOrDefault(place => !known.Contains(place)) is { } unknown)
        {
            return new("Nothing is known to fill {0} with.", $"{{{unknown}}}");
        }

        return Place().Replace(text, "").AsSpan().IndexOfAny('{', '}') >= 0 ? new("A place is written as {0}: small letters, dots and nothing else.", "{customer.name}") : null;
    }

    /// <exception cref="RefusedException">It names a place that has no value.</exception>
    public static string Fill(string text, IReadOnlyDictionary<string, string> values) => Place().Replace(text, place =>
        values.TryGetValue(place.Groups["name"].Value, out var value) ? Tame(value)
        : throw new RefusedException("Nothing is known to fill {0} with.", place.Value));

    /// <summary>A value as a message may show it: one line, not long, without links and signs that steer.</summary>
    public static string Tame(string value)
    {
        var line = new StringBuilder(value.Length);
        foreach (var rune in value.EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            var isSpace = Rune.IsWhiteSpace(rune) || category is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
            if (!isSpace && category is not (UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned) && rune != Rune.ReplacementChar)
            {
                line.Append(rune);
            }
            else if (isSpace && line.Length > 0 && line[^1] != ' ')
            {
                line.Append(' ');
            }
        }

        var tame = Link().Replace(line.ToString().Trim(), "…").Replace('{', '(').Replace('}', ')');
        return tame.Length <= ValueMaxLength ? tame : Cut(tame);
    }

    public static bool HasLink(string text) => Link().IsMatch(text);

    // Not through the middle of a letter.
    private static string Cut(string text) => text[..(char.IsHighSurrogate(text[ValueMaxLength - 2]) ? ValueMaxLength - 2 : ValueMaxLength - 1)] + "…";

    [GeneratedRegex(@"\{(?<name>[a-z]+(\.[a-z]+)*)\}", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Place();

    [GeneratedRegex(LinkForm, RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Link();
}

using BankCrm.Application.Admin;

namespace BankCrm.Application.Tasks.Notices;

/// <summary>Who is named in a text: an @ and the name as colleagues write it, such as "@李婷 please call" or "@Ann Lee, please call".</summary>
internal static class Mentions
{
    private static readonly char[] Signs = ['@', '＠'];

    public static bool MayBeIn(string text) => text.AsSpan().IndexOfAny(Signs) >= 0;

    /// <summary>Of two names that both stand there the longer is meant; two colleagues of one name are both.</summary>
    public static IReadOnlyList<Guid> In(string text, IReadOnlyList<Choice> colleagues)
    {
        var named = new List<Guid>();
        for (var sign = text.IndexOfAny(Signs); sign >= 0; sign = text.IndexOfAny(Signs, sign + 1))
        {
            var rest = text.AsMemory(sign + 1);
            var meant = colleagues.Where(c => Begins(rest.Span, c.Label)).ToList();
            var longest = meant.Count == 0 ? 0 : meant.Max(c => c.Label.Length);
            named.AddRange(meant.Where(c => c.Label.Length == longest).Select(c => c.Id));
        }

        return [.. named.Distinct()];
    }

    // "@Ann" is not within "@Anna"; Chinese names are followed by anything.
    private static bool Begins(ReadOnlySpan<char> text, string name) =>
        text.StartsWith(name, StringComparison.OrdinalIgnoreCase)
        && !(char.IsAsciiLetterOrDigit(name[^1]) && text.Length > name.Length && char.IsAsciiLetterOrDigit(text[name.Length]));
}

using BankCrm.Domain.Cases.Routing;
using BankCrm.Domain.Customers.Names;

namespace BankCrm.Domain.Cases.Knowledge;

/// <summary>A text as it is found.</summary>
public sealed record FindableText(Guid Id, string Title, string Text);

/// <summary>A text that was found.</summary>
/// <param name="Score">How much the words it shares say.</param>
/// <param name="Words">Those it shares, what says most first, as they were asked for.</param>
public sealed record FoundText(Guid Id, double Score, IReadOnlyList<string> Words);

/// <summary>Finds texts by the words they share with another: the rarer a word among the texts, the more it says (BM25 of Robertson and others, 1994).</summary>
public sealed class TextFinder
{
    private const double Saturation = 1.2;
    private const double Length = 0.75;
    private const int TitleCounts = 3;
    private const int StemLength = 6;
    private const int MostWords = 5;
    private const int Overlap = 2;

    // Words that every text has; without them a shared "the" would pass for a reason.
    private static readonly HashSet<string> Empty = new(
        ("a an and are as at be been but by can could did do does for from had has have he her his how i if in into is it its just me my no not of on or our she so that the their them then there they "
        + "this to up was we were what when where which who will with would you your after before about please any all also more only out over than too very").Split(' '), StringComparer.Ordinal)
    {
        "我们", "你们", "他们", "一个", "这个", "那个", "没有", "已经", "可以", "的是", "就是", "还是", "因为", "所以", "如果", "但是", "请问", "您好", "怎么", "什么",
    };

    private readonly Dictionary<string, List<(int Text, int Count)>> found = new(StringComparer.Ordinal);
    private readonly List<Guid> ids = [];
    private readonly List<int> lengths = [];
    private readonly double average;

    public TextFinder(IEnumerable<FindableText> texts)
    {
        foreach (var text in texts)
        {
            var words = Words(text.Text).Select(w => w.Key).Concat(Enumerable.Repeat(Words(text.Title).Select(w => w.Key).ToList(), TitleCounts).SelectMany(w => w)).ToList();
            foreach (var word in words.CountBy(w => w))
            {
                if (!found.TryGetValue(word.Key, out var places))
                {
                    found[word.Key] = places = [];
                }

                places.Add((ids.Count, word.Value));
            }

            ids.Add(text.Id);
            lengths.Add(words.Count);
        }

        average = lengths.Count == 0 ? 1 : Math.Max(1, lengths.Average());
    }

    /// <summary>What shares a word, the best first.</summary>
    public IReadOnlyList<FoundText> Find(string like)
    {
        var scores = new Dictionary<int, List<(string Word, double Score)>>();
        foreach (var word in Words(like).DistinctBy(w => w.Key))
        {
            if (!found.TryGetValue(word.Key, out var places))
            {
                continue;
            }

            var rarity = Math.Log(1 + ((ids.Count - places.Count + 0.5) / (places.Count + 0.5)));
            foreach (var (text, count) in places)
            {
                if (!scores.TryGetValue(text, out var said))
                {
                    scores[text] = said = [];
                }

                said.Add((word.Shown, rarity * count * (Saturation + 1) / (count + (Saturation * (1 - Length + (Length * lengths[text] / average))))));
            }
        }

        return
        [
            .. scores.Select(s => new FoundText(ids[s.Key], s.Value.Sum(w => w.Score), Shortened([.. s.Value.OrderByDescending(w => w.Score).Select(w => w.Word)])))
                .OrderByDescending(f => f.Score).ThenBy(f => f.Id),
        ];
    }

    // Chinese letters are read by two and by three: 跨行转 and 行转账 are shown as 跨行转账, which was asked for.
    private static List<string> Shortened(List<string> words)
    {
        var shown = new List<string>();
        foreach (var word in words)
        {
            var place = shown.FindIndex(s => Joined(s, word) is not null);
            if (place < 0)
            {
                shown.Add(word);
                continue;
            }

            shown[place] = Joined(shown[place], word)!;
        }

        return shown.Count < words.Count ? Shortened(shown) : [.. shown.Take(MostWords)]; // what was joined may join others
    }

    // Null: the two have nothing in common.
    private static string? Joined(string one, string other) =>
        one.Contains(other, StringComparison.Ordinal) ? one
        : other.Contains(one, StringComparison.Ordinal) ? other
        : !NameText.IsHan(one.EnumerateRunes().First()) ? null
        : one.EndsWith(other[..Overlap], StringComparison.Ordinal) ? one + other[Overlap..]
        : other.EndsWith(one[..Overlap], StringComparison.Ordinal) ? other + one[Overlap..]
        : null;

    private static IEnumerable<(string Key, string Shown)> Words(string text) =>
        CaseText.Terms(text).Where(t => t.IsWhole && t.To is null && t.Name.EnumerateRunes().Skip(1).Any() && !Empty.Contains(t.Name)).Select(t => (Stem(t.Name), t.Shown));

    // "charged" and "charge", "cards" and "card".
    private static string Stem(string word)
    {
        var plain = word.Length > 3 && word[^1] == 's' ? word[..^1] : word;
        return plain.Length > StemLength && !char.IsHighSurrogate(plain[StemLength - 1]) ? plain[..StemLength] : plain;
    }
}

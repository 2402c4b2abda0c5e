using System.Text;

namespace BankCrm.Domain.Customers.Names;

/// <summary>
/// A Chinese name is found by its letters, by those of the given name, by its pinyin, and by the initials of its pinyin. Long names are
/// organisations' (or have a middle dot): found from behind the place and the dot as well.
/// </summary>
internal static class HanNameKeys
{
    private const int LongestOfPersons = 6;
    private const int MaxParts = 6;
    private const int PlacesWithin = 12;

    // Two letters at least: one letter would find half the customers.
    private const int LeastPart = 2;

    public static IEnumerable<NameKey> Of(string normalised, IReadOnlyList<string> readings)
    {
        var text = NameKeys.Compact(normalised);
        var starts = Starts(text);
        var isLong = starts.Count > LongestOfPersons;
        IReadOnlyList<int> parts = isLong ? PartsOfLong(normalised, text, starts) : [.. starts.Skip(1)];

        yield return new(text, NameKeyKind.Whole);
        foreach (var reading in readings.Take(1).SelectMany(r => Spoken(r, isLong)))
        {
            yield return reading;
        }

        foreach (var part in parts.Where(part => Letters(text, part) >= LeastPart))
        {
            yield return new(text[part..], NameKeyKind.Part);
        }

        foreach (var reading in readings.Skip(1).SelectMany(r => Spoken(r, isLong)))
        {
            yield return reading;
        }
    }

    private static IEnumerable<NameKey> Spoken(string reading, bool isLong)
    {
        var syllables = reading.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var initials = string.Concat(syllables.Select(syllable => syllable[..1]));

        yield return new(string.Concat(syllables), NameKeyKind.Whole);
        yield return new(initials, NameKeyKind.Whole);
        if (isLong)
        {
            // Behind a place of two letters, as 苏州.
            yield return new(string.Concat(syllables.Skip(2)), NameKeyKind.Part);
            yield return new(string.Concat(initials.Skip(2)), NameKeyKind.Part);
            yield break;
        }

        yield return new(string.Concat(syllables.Take(1)) + string.Concat(initials.Skip(1)), NameKeyKind.Whole);
        yield return new(string.Concat(syllables.Skip(1)), NameKeyKind.Part);
        if (syllables.Length > 3)
        {
            // Behind a surname of two letters, as 欧阳.
            yield return new(string.Concat(syllables.Skip(2)), NameKeyKind.Part);
        }
    }

    /// <summary>Where a part may begin: at each Chinese letter, at the first of a run of others.</summary>
    private static List<int> Starts(string text)
    {
        var starts = new List<int>(text.Length);
        var place = 0;
        var wasHan = true;
        foreach (var rune in text.EnumerateRunes())
        {
            var isHan = NameText.IsHan(rune);
            if (isHan || wasHan)
            {
                starts.Add(place);
            }

            (wasHan, place) = (isHan, place + rune.Utf16SequenceLength);
        }

        return starts;
    }

    private static List<int> PartsOfLong(string normalised, string text, List<int> starts)
    {
        var likely = new List<int>();
        for (int i = 0, place = 0; i < normalised.Length; i++)
        {
            if (normalised[i] is ' ' or '·')
            {
                likely.Add(place);
                continue;
            }

            place++;
            if (normalised[i] is '省' or '市' or '区' or '县' or '州' or '旗' && place > 1 && place <= PlacesWithin && place < text.Length)
            {
                likely.Add(place);
            }
        }

        return [.. likely.Concat(starts.Skip(1)).Distinct().Take(MaxParts)];
    }

    private static int Letters(string text, int from)
    {
        var letters = 0;
        foreach (var _ in text.AsSpan(from).EnumerateRunes())
        {
            letters++;
        }

        return letters;
    }
}

using System.Collections.Frozen;
using System.Text;
using BankCrm.Domain.Customers.Names;

namespace BankCrm.Infrastructure.Customers.Names;

/// <summary>Reads names with ICU letter by letter, and with own tables where names are read otherwise. For any number of threads.</summary>
internal sealed class IcuPinyin : IPinyin, IDisposable
{
    private const int MaxReadings = 4;

    private readonly LetterReadings letters = new();

    public IReadOnlyList<string> Readings(string name)
    {
        var parts = Parts(NameText.Normalise(name));
        if (parts.Count == 0)
        {
            return [];
        }

        var readings = new List<string>(1) { Joined(parts, other: -1, 0) };
        for (var part = 0; part < parts.Count; part++)
        {
            for (var alternative = 1; alternative < parts[part].Length && readings.Count < MaxReadings; alternative++)
            {
                readings.Add(Joined(parts, part, alternative));
            }
        }

        return readings.Exists(reading => reading.Contains('ü', StringComparison.Ordinal))
            ? [.. readings.SelectMany(Typed).Distinct()]
            : readings;
    }

    public void Dispose() => letters.Dispose();

    /// <summary>The alternatives of each letter or word in turn. Empty where no letter is Chinese.</summary>
    private List<string[]> Parts(string name)
    {
        var parts = new List<string[]>(name.Length);
        var hasHan = false;
        for (var i = 0; i < name.Length;)
        {
            var rune = Rune.GetRuneAt(name, i);
            if (NameText.IsHan(rune))
            {
                var (alternatives, length) = Han(name, i, rune);
                hasHan = true;
                i += length;
                if (alternatives[0].Length > 0)
                {
                    parts.Add(alternatives);
                }

                continue;
            }

            var end = i;
            while (end < name.Length && name[end] is not (' ' or '·') && !NameText.IsHan(Rune.GetRuneAt(name, end)))
            {
                end += Rune.GetRuneAt(name, end).Utf16SequenceLength;
            }

            if (end > i)
            {
                parts.Add([name[i..end]]);
            }

            i = end == i ? i + 1 : end;
        }

        return hasHan ? parts : [];
    }

    private (string[] Alternatives, int Length) Han(string name, int place, Rune rune)
    {
        if (place == 0 && Listed(OtherReadings.LongSurnames, name, place) is { } surname)
        {
            return surname;
        }

        if (Listed(OtherReadings.Words, name, place) is { } word)
        {
            return word;
        }

        var letter = name.Substring(place, rune.Utf16SequenceLength);
        var table = place == 0 ? OtherReadings.Surnames : OtherReadings.GivenNames;
        return (table.GetValueOrDefault(letter) ?? [letters.Of(rune, asSurname: place == 0)], letter.Length);
    }

    /// <summary>The longest entry of the table that stands at this place; entries have one to three letters.</summary>
    private static (string[] Alternatives, int Length)? Listed(FrozenDictionary<string, string[]> table, string name, int place)
    {
        for (var length = Math.Min(3, name.Length - place); length > 1; length--)
        {
            if (table.TryGetValue(name.Substring(place, length), out var alternatives))
            {
                return (alternatives, length);
            }
        }

        return null;
    }

    /// <summary>The likeliest reading of all parts, but for one.</summary>
    private static string Joined(List<string[]> parts, int other, int alternative)
    {
        var reading = new StringBuilder(parts.Count * 6);
        for (var part = 0; part < parts.Count; part++)
        {
            reading.Append(part == 0 ? "" : " ").Append(parts[part][part == other ? alternative : 0]);
        }

        return reading.ToString();
    }

    /// <summary>Keyboards have no ü: people type v, and passports print u.</summary>
    private static IEnumerable<string> Typed(string reading) => [reading.Replace('ü', 'v'), reading.Replace('ü', 'u')];
}

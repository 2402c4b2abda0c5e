using System.Collections.Frozen;

namespace BankCrm.Domain.Customers.Search;

/// <summary>Whether letters may be pinyin: syllable after syllable, the last perhaps not finished yet.</summary>
internal static class PinyinText
{
    private const int MostInitials = 6;
    private const int LongestSyllable = 6;

    private static readonly FrozenSet<string> Syllables = (
        "a ai an ang ao e ei en eng er o ou yi ya yan yang yao ye yin ying yo yong you yu yuan yue yun wa wai wan wang wei wen weng wo wu " +
        Finals("b", "a ai an ang ao ei en eng i ian iao ie in ing o u") + Finals("p", "a ai an ang ao ei en eng i ian iao ie in ing o ou u") +
        Finals("m", "a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u") + Finals("f", "a an ang ei en eng o ou u") +
        Finals("d", "a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo") +
        Finals("t", "a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo") +
        Finals("n", "a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan un uo v ve ue") +
        Finals("l", "a ai an ang ao e ei eng i ia ian iang iao ie in ing iu o ong ou u uan un uo v ve ue") +
        Finals("g", "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo") +
        Finals("k", "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo") +
        Finals("h", "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo") +
        Finals("j", "i ia ian iang iao ie in ing iong iu u uan ue un") + Finals("q", "i ia ian iang iao ie in ing iong iu u uan ue un") +
        Finals("x", "i ia ian iang iao ie in ing iong iu u uan ue un") +
        Finals("zh", "a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo") +
        Finals("ch", "a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo") +
        Finals("sh", "a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo") +
        Finals("r", "an ang ao e en eng i ong ou u ua uan ui un uo") + Finals("z", "a ai an ang ao e ei en eng i ong ou u uan ui un uo") +
        Finals("c", "a ai an ang ao e en eng i ong ou u uan ui un uo") + Finals("s", "a ai an ang ao e en eng i ong ou u uan ui un uo"))
        .Split(' ', StringSplitOptions.RemoveEmptyEntries).ToFrozenSet();

    private static readonly FrozenSet<string> Beginnings =
        Syllables.SelectMany(syllable => Enumerable.Range(1, syllable.Length).Select(length => syllable[..length])).ToFrozenSet();

    public static bool IsPinyin(string letters)
    {
        // Place by place: can the text up to here be cut into syllables?
        var reached = new bool[letters.Length + 1];
        reached[0] = true;
        for (var from = 0; from < letters.Length; from++)
        {
            if (reached[from] && letters.Length - from <= LongestSyllable && Beginnings.Contains(letters[from..]))
            {
                return true;
            }

            for (var length = 1; reached[from] && length <= LongestSyllable && from + length <= letters.Length; length++)
            {
                reached[from + length] |= Syllables.Contains(letters.Substring(from, length));
            }
        }

        return reached[^1];
    }

    /// <summary>No syllable begins with i, u or v.</summary>
    public static bool MayBeInitials(string letters) =>
        letters.Length is >= 2 and <= MostInitials && letters.All(letter => letter is >= 'a' and <= 'z' and not ('i' or 'u' or 'v'));

    private static string Finals(string initial, string finals) => string.Concat(finals.Split(' ').Select(final => $"{initial}{final} "));
}

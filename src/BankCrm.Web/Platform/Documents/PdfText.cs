using System.Text;

namespace BankCrm.Web.Platform.Documents;

/// <summary>How letters stand in a PDF: which font has them, how they are written down, how wide they are.</summary>
public static class PdfText
{
    // Of Helvetica, from the space to the tilde, in thousandths of the size, as its makers state them.
    private static readonly short[] Widths =
    [
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584,
        584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278,
        278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500,
        500, 334, 260, 334, 584,
    ];

    private const int OtherLatin = 556;
    private const int Chinese1 = 1000;

    public static double WidthOf(string text, double size) =>
        Clean(text).EnumerateRunes().Sum(r => !IsLatin(r.Value) ? Chinese1 : r.Value is >= ' ' and <= '~' ? Widths[r.Value - ' '] : OtherLatin) * size / 1000;

    /// <summary>As much of it as has room; what was left out is marked.</summary>
    public static string Fit(string text, double size, double room)
    {
        if (WidthOf(text, size) <= room)
        {
            return text;
        }

        var end = text.Length;
        while (end > 0 && WidthOf(text[..end], size) + WidthOf("...", size) > room)
        {
            end -= end > 1 && char.IsLowSurrogate(text[end - 1]) ? 2 : 1;
        }

        return text[..end] + "...";
    }

    internal static IEnumerable<(bool IsLatin, string Part)> Runs(string text)
    {
        var part = new StringBuilder();
        var isLatin = true;
        foreach (var rune in Clean(text).EnumerateRunes())
        {
            if (IsLatin(rune.Value) != isLatin && part.Length > 0)
            {
                yield return (isLatin, part.ToString());
                part.Clear();
            }

            isLatin = IsLatin(rune.Value);
            part.Append(rune.ToString());
        }

        yield return (isLatin, part.ToString());
    }

    internal static string Latin(string part) =>
        $"({part.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("(", "\\(", StringComparison.Ordinal).Replace(")", "\\)", StringComparison.Ordinal)})";

    internal static string Chinese(string part) => $"<{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(part))}>";

    private static bool IsLatin(int letter) => letter is (>= ' ' and <= '~') or (>= 0xA1 and <= 0xFF);

    // Dashes that the Chinese font draws two places wide; line breaks and what else has no picture.
    private static string Clean(string text) =>
        string.Create(text.Length, text, static (to, from) =>
        {
            for (var i = 0; i < from.Length; i++)
            {
                to[i] = from[i] is '−' or '–' or '—' ? '-' : char.IsControl(from[i]) || from[i] == '\u00a0' ? ' ' : from[i];
            }
        });
}

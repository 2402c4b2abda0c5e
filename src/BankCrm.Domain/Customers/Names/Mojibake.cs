using System.Text;
using System.Text.Unicode;

namespace BankCrm.Domain.Customers.Names;

/// <summary>
/// Tells text that was read in the wrong encoding, by undoing the mistake: if the bytes of that encoding are flawless UTF-8 of other
/// letters, nobody chose those letters.
/// </summary>
internal static class Mojibake
{
    // Stands for a letter that the wrong encoding does not have: then it was not the wrong encoding.
    private const char Missing = '\u001A';

    private static readonly Encoding Gb18030 = Named("GB18030");
    private static readonly Encoding Western = Named("windows-1252");

    public static bool IsLikely(string text)
    {
        var letters = text.Replace(" ", "", StringComparison.Ordinal);
        if (Ascii.IsValid(letters))
        {
            return false;
        }

        return Undone(letters, Gb18030) is { } chinese
                && chinese.EnumerateRunes().All(IsOfChineseText)
            || Undone(letters, Western) is not null
            || IsChineseReadAsWestern(letters);
    }

    private static bool IsOfChineseText(Rune rune) => rune.IsAscii || NameText.IsHan(rune) || rune == Rune.ReplacementChar
        || rune.Value is '·' or (>= 0x3000 and <= 0x303F) or (>= 0xFF00 and <= 0xFFEF);

    private static string? Undone(string text, Encoding wrong)
    {
        var bytes = wrong.GetBytes(text);
        return bytes.Contains((byte)Missing) || !Utf8.IsValid(bytes) ? null : Encoding.UTF8.GetString(bytes);
    }

    /// <summary>ÕÅÎ° for 张伟: accented letters and signs in pairs, and not one plain letter.</summary>
    private static bool IsChineseReadAsWestern(string letters) =>
        letters.Length >= 4 && letters.Length % 2 == 0 && letters.All(letter => letter is >= '\u00A1' and <= '\u00FF');

    private static Encoding Named(string name) =>
        CodePagesEncodingProvider.Instance.GetEncoding(name, new EncoderReplacementFallback(Missing.ToString()), DecoderFallback.ReplacementFallback)
        ?? throw new NotSupportedException($"The encoding {name} is missing.");
}

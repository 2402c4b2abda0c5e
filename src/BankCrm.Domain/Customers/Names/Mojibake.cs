using System.Text;

namespace BankCrm.Domain.Customers.Names;

/// <summary>
/// Tells text that was read in the wrong encoding, by undoing the mistake: if the bytes of that encoding are flawless UTF-8 of other
/// letters, nobody chose those letters.
/// </summary>
internal static class Mojibake
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly Encoding Gb18030 = Strict("GB18030");
    private static readonly Encoding Western = Strict("windows-1252");

    public static bool IsLikely(string text)
    {
        var letters = text.Replace(" ", "", StringComparison.Ordinal);
        if (Ascii.IsValid(letters))
        {
            return false;
        }

        return Undone(letters, Gb18030) is { } chinese && chinese.EnumerateRunes().All(rune => NameText.IsHan(rune) || rune == Rune.ReplacementChar)
            || Undone(letters, Western) is not null
            || IsChineseReadAsWestern(letters);
    }

    private static string? Undone(string text, Encoding wrong)
    {
        try
        {
            return Utf8.GetString(wrong.GetBytes(text));
        }
        catch (Exception e) when (e is EncoderFallbackException or DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>ÕÅÎ° for 张伟: accented letters and signs in pairs, and not one plain letter.</summary>
    private static bool IsChineseReadAsWestern(string letters) =>
        letters.Length >= 4 && letters.Length % 2 == 0 && letters.All(letter => letter is >= '\u00A1' and <= '\u00FF');

    private static Encoding Strict(string name) =>
        CodePagesEncodingProvider.Instance.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)
        ?? throw new NotSupportedException($"The encoding {name} is missing.");
}

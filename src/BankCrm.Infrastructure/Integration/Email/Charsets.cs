using System.Text;

namespace BankCrm.Infrastructure.Integration.Email;

/// <summary>In what a mail says that it is written. What names none, or one that is not read, is UTF-8 if it can be that, and else GB 18030.</summary>
internal static class Charsets
{
    // GB 18030 reads GBK and GB 2312 too, and mails call each by the name of another.
    private static readonly Dictionary<string, string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["gb2312"] = "gb18030",
        ["gbk"] = "gb18030",
        ["gb18030"] = "gb18030",
        ["cp936"] = "gb18030",
        ["x-gbk"] = "gb18030",
        ["big5"] = "big5",
        ["shift_jis"] = "shift_jis",
        ["iso-2022-jp"] = "iso-2022-jp",
        ["euc-kr"] = "euc-kr",
        ["koi8-r"] = "koi8-r",
        ["windows-1250"] = "windows-1250",
        ["windows-1251"] = "windows-1251",
        ["windows-1252"] = "windows-1252",
        ["iso-8859-1"] = "windows-1252",
        ["iso-8859-2"] = "iso-8859-2",
        ["iso-8859-15"] = "iso-8859-15",
    };

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static string Read(ReadOnlySpan<byte> bytes, string charset)
    {
        if (Names.TryGetValue(charset.Trim(), out var name) && CodePagesEncodingProvider.Instance.GetEncoding(name) is { } encoding)
        {
            return encoding.GetString(bytes);
        }

        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) ? Encoding.UTF8.GetString(bytes) : CodePagesEncodingProvider.Instance.GetEncoding("gb18030")!.GetString(bytes);
        }
    }

    /// <summary>Of a line read as Latin-1 that may hold bytes of something else.</summary>
    public static string Raw(string latin) => latin.All(char.IsAscii) ? latin : Read(Encoding.Latin1.GetBytes(latin), "");
}

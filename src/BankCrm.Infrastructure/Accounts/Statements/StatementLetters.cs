using System.Text;
using System.Text.RegularExpressions;
using BankCrm.Domain.Common;

namespace BankCrm.Infrastructure.Accounts.Statements;

/// <summary>
/// How the letters of a file are written: as its mark or its own header says; where it says nothing, UTF-8 if that is what the first
/// letters beyond ASCII are, GB18030 if they come in pairs, else Windows-1252, in which banks of Europe write. Decided once for the whole file.
/// </summary>
internal sealed partial class StatementLetters
{
    private Decoder? decoder;

    private StatementLetters(string? name)
    {
        if (name is not null)
        {
            Choose(name);
        }
    }

    public string Name { get; private set; } = "us-ascii";

    /// <param name="first">The beginning of the file.</param>
    public static StatementLetters Of(ReadOnlySpan<byte> first) => new(first switch
    {
        [0xEF, 0xBB, 0xBF, ..] => "utf-8",
        [0xFF, 0xFE, 0, 0, ..] or [0, 0, 0xFE, 0xFF, ..] => throw Unknown("UTF-32"),
        [0xFF, 0xFE, ..] or [(byte)'<', 0, ..] => "utf-16",
        [0xFE, 0xFF, ..] or [0, (byte)'<', ..] => "utf-16BE",
        _ => Declared(Encoding.Latin1.GetString(first[..Math.Min(first.Length, 2048)])),
    });

    public int Decode(ReadOnlySpan<byte> bytes, Span<char> letters, bool isEnd)
    {
        if (decoder is null)
        {
            var beyond = bytes.IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
            if (beyond < 0)
            {
                return Encoding.ASCII.GetChars(bytes, letters);
            }

            Choose(IsUtf8(bytes[beyond..]) ? "utf-8" : IsChinese(bytes[beyond..]) ? "gb18030" : "windows-1252");
        }

        var count = decoder!.GetChars(bytes, letters, isEnd);
        if (Name == "windows-1252" && letters[..count].ContainsAnyInRange('\u0080', '\u009F'))
        {
            throw new DecoderFallbackException(); // places of the code page that stand for no letter
        }

        return count;
    }

    private void Choose(string name)
    {
        var encoding = Known(name) ?? throw Unknown(name);
        (Name, decoder) = (encoding.WebName, encoding.GetDecoder());
    }

    private static Encoding? Known(string name)
    {
        var code = name.ToUpperInvariant() switch
        {
            "UTF-8" or "UTF8" or "UNICODE" => 65001,
            "UTF-16" or "UTF-16LE" => 1200,
            "UTF-16BE" => 1201,
            "US-ASCII" or "USASCII" or "ASCII" or "1252" or "WINDOWS-1252" or "CP1252" => 1252,
            "ISO-8859-1" or "8859-1" or "LATIN1" => 28591,
            "ISO-8859-15" or "8859-15" => 28605,
            "ISO-8859-2" or "8859-2" => 28592,
            "1250" or "WINDOWS-1250" => 1250,
            "GBK" or "GB2312" or "GB18030" or "936" or "CP936" => 54936,
            "BIG5" or "950" or "CP950" => 950,
            "SHIFT_JIS" or "932" or "CP932" => 932,
            _ => 0,
        };
        return code == 0 ? null
            : CodePagesEncodingProvider.Instance.GetEncoding(code, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)
                ?? Encoding.GetEncoding(code, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
    }

    /// <summary>Null: the file does not say.</summary>
    private static string? Declared(string first)
    {
        if (XmlDeclaration().Match(first) is { Success: true } xml)
        {
            return xml.Groups["name"] is { Success: true } name ? name.Value : "utf-8";
        }

        if (OfxHeader().IsMatch(first))
        {
            var written = OfxWord("ENCODING", first);
            var page = OfxWord("CHARSET", first);
            return written is null ? null : written is "USASCII" && page is not (null or "NONE") ? page : written;
        }

        return null;
    }

    private static string? OfxWord(string key, string first) =>
        OfxWords().Matches(first).FirstOrDefault(m => m.Groups["key"].Value == key)?.Groups["value"].Value.ToUpperInvariant();

    /// <summary>A letter that is cut off at the end of the block does not count against it.</summary>
    private static bool IsUtf8(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var status = Rune.DecodeFromUtf8(bytes, out _, out var consumed);
            if (status is System.Buffers.OperationStatus.InvalidData)
            {
                return false;
            }

            bytes = status is System.Buffers.OperationStatus.NeedMoreData ? [] : bytes[consumed..];
        }

        return true;
    }

    /// <summary>Chinese is written in pairs of bytes beyond ASCII, one behind another; in western languages such a letter stands alone.</summary>
    private static bool IsChinese(ReadOnlySpan<byte> bytes)
    {
        var (paired, alone, run) = (0, 0, 0);
        foreach (var letter in bytes)
        {
            if (letter >= 0xA1)
            {
                run++;
                continue;
            }

            paired += run % 2 == 0 ? run : 0;
            alone += run % 2 == 0 ? 0 : run;
            run = 0;
        }

        return paired > 4 * alone && paired >= 4;
    }

    private static UnreadableStatement Unknown(string name) => new(new Fault("The file is written in {0}, which is not read.", name), 1);

    [GeneratedRegex(@"^\s*<\?xml(\s[^>]*?\bencoding\s*=\s*[""'](?<name>[A-Za-z0-9._-]{1,40})[""'])?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex XmlDeclaration();

    [GeneratedRegex(@"^\s*OFXHEADER\s*:", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OfxHeader();

    [GeneratedRegex(@"(?<key>[A-Z]+)\s*:\s*(?<value>[A-Za-z0-9._-]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OfxWords();
}

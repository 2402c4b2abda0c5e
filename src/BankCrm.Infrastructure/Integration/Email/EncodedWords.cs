using System.Globalization;
using System.Text;

namespace BankCrm.Infrastructure.Integration.Email;

/// <summary>What stands in a field for letters that are not ASCII: =?gbk?B?…?= (RFC 2047). A letter may begin in one word and end in the next.</summary>
internal static class EncodedWords
{
    private const int LongestCharset = 40;

    public static string Decode(string field)
    {
        var (text, pending, charset, at) = (new StringBuilder(), new List<byte>(), "", 0);
        while (at < field.Length && field.IndexOf("=?", at, StringComparison.Ordinal) is var open and >= 0)
        {
            var between = field[at..open];
            if (WordAt(field, open) is not { } word)
            {
                Flush();
                text.Append(Charsets.Raw(between)).Append("=?");
                at = open + 2;
                continue;
            }

            // Spaces between two words are there for the line only.
            if (pending.Count == 0 || between.Trim().Length > 0)
            {
                Flush();
                text.Append(Charsets.Raw(between));
            }
            else if (!word.Charset.Equals(charset, StringComparison.OrdinalIgnoreCase))
            {
                Flush();
            }

            charset = word.Charset;
            pending.AddRange(word.Bytes);
            at = word.End;
        }

        Flush();
        return text.Append(Charsets.Raw(field[at..])).ToString();

        void Flush()
        {
            text.Append(pending.Count == 0 ? "" : Charsets.Read([.. pending], charset));
            pending.Clear();
        }
    }

    /// <summary>A letter for which =XX stands; without it, what stands there.</summary>
    public static byte[] Quoted(ReadOnlySpan<char> text, bool isField)
    {
        var bytes = new List<byte>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '=' && i + 2 < text.Length && byte.TryParse(text.Slice(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var one))
            {
                bytes.Add(one);
                i += 2;
            }
            else
            {
                bytes.Add(isField && text[i] == '_' ? (byte)' ' : (byte)text[i]);
            }
        }

        return [.. bytes];
    }

    private static (string Charset, byte[] Bytes, int End)? WordAt(string field, int open)
    {
        var first = field.IndexOf('?', open + 2);
        if (first < 0 || first - open > LongestCharset || first + 2 >= field.Length || field[first + 2] != '?')
        {
            return null;
        }

        var end = field.IndexOf("?=", first + 3, StringComparison.Ordinal);
        if (end < 0)
        {
            return null;
        }

        var (charset, data) = (field[(open + 2)..first].Split('*')[0], field[(first + 3)..end]);
        return char.ToUpperInvariant(field[first + 1]) switch
        {
            'B' => (charset, Transfer.Base64(Encoding.Latin1.GetBytes(data)), end + 2),
            'Q' => (charset, Quoted(data, isField: true), end + 2),
            _ => null,
        };
    }
}

using System.Globalization;
using System.Text;

namespace BankCrm.Infrastructure.Integration.Email;

/// <summary>The parts of a mail and the fields of their heads (RFC 5322, 2045, 2046, 2231). Anybody may have written them: each is read to a limit, and what is broken is passed over.</summary>
internal static class Mime
{
    private const int LongestField = 4000;
    private const int MostContinuations = 10;

    /// <summary>Names in small letters, each as it stands there first; lines that go on are put together.</summary>
    /// <returns>Also where what follows them begins.</returns>
    public static (Dictionary<string, string> Headers, int Next) HeadersAt(MailLines lines, int from, int end)
    {
        var (headers, name, value) = (new Dictionary<string, string>(StringComparer.Ordinal), "", new StringBuilder());
        var at = from;
        for (; at < end && lines.BytesOf(at).Length > 0; at++)
        {
            var line = lines[at];
            if (line[0] is ' ' or '\t')
            {
                if (value.Length + line.Length <= LongestField)
                {
                    value.Append(' ').Append(line.Trim());
                }

                continue;
            }

            Keep(headers, name, value);
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            name = colon > 0 ? line[..colon].Trim().ToLowerInvariant() : "";
            value.Clear().Append(colon > 0 ? line[(colon + 1)..Math.Min(line.Length, colon + 1 + LongestField)].Trim() : "");
        }

        Keep(headers, name, value);
        return (headers, Math.Min(at + 1, end));
    }

    /// <summary>The first line of each part and the line behind its last.</summary>
    public static IEnumerable<(int First, int End)> PartsOf(MailLines lines, int from, int end, string boundary, int most)
    {
        var (first, parts, opening) = (-1, 0, "--" + boundary);
        for (var at = from; at < end && parts < most; at++)
        {
            if (!lines.BytesOf(at).StartsWith("--"u8))
            {
                continue;
            }

            var line = lines[at].TrimEnd(' ', '\t');
            if (line != opening && line != opening + "--")
            {
                continue;
            }

            if (first >= 0)
            {
                parts++;
                yield return (first, at);
            }

            if (line != opening)
            {
                yield break;
            }

            first = at + 1;
        }

        if (first >= 0 && parts < most)
        {
            yield return (first, end); // its end was cut off
        }
    }

    public static int SkipEmpty(MailLines lines, int at, int end)
    {
        while (at < end && lines.BytesOf(at).Length == 0)
        {
            at++;
        }

        return at;
    }

    /// <summary>In small letters: text/plain.</summary>
    public static string TypeOf(string contentType) => contentType.Split(';')[0].Trim().ToLowerInvariant();

    /// <summary>A parameter of a field: also one in pieces, or with a charset of its own. Empty: there is none.</summary>
    public static string Parameter(string field, string name) => Parameter(field, name, plain => plain);

    /// <summary>One in words: where it names no charset of its own, it may be in encoded words.</summary>
    public static string Words(string field, string name) => Parameter(field, name, EncodedWords.Decode);

    private static string Parameter(string field, string name, Func<string, string> decode)
    {
        var all = ParametersOf(field);
        if (all.TryGetValue(name, out var plain))
        {
            return decode(plain);
        }

        if (all.TryGetValue(name + "*", out var extended))
        {
            return Extended(extended);
        }

        var pieces = new StringBuilder();
        var isExtended = false;
        for (var i = 0; i < MostContinuations; i++)
        {
            var number = i.ToString(CultureInfo.InvariantCulture);
            var isCoded = all.TryGetValue($"{name}*{number}*", out var piece);
            if (!isCoded && !all.TryGetValue($"{name}*{number}", out piece))
            {
                break;
            }

            isExtended |= isCoded;
            pieces.Append(piece);
        }

        return isExtended ? Extended(pieces.ToString()) : decode(pieces.ToString());
    }

    private static void Keep(Dictionary<string, string> headers, string name, StringBuilder value)
    {
        if (name.Length > 0)
        {
            headers.TryAdd(name, value.ToString());
        }
    }

    // utf-8'zh'%E4%BD%A0
    private static string Extended(string coded)
    {
        if (coded.Split('\'', 3) is not [var charset, _, var rest])
        {
            return coded;
        }

        var bytes = new List<byte>(rest.Length);
        for (var i = 0; i < rest.Length; i++)
        {
            if (rest[i] == '%' && i + 2 < rest.Length && byte.TryParse(rest.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var one))
            {
                bytes.Add(one);
                i += 2;
            }
            else
            {
                bytes.Add((byte)rest[i]);
            }
        }

        return Charsets.Read([.. bytes], charset);
    }

    private static Dictionary<string, string> ParametersOf(string field)
    {
        var found = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        for (var at = field.IndexOf(';', StringComparison.Ordinal); at >= 0 && at < field.Length;)
        {
            var sign = field.IndexOf('=', at);
            if (sign < 0)
            {
                break;
            }

            var name = field[(at + 1)..sign].Trim();
            var (value, next) = ValueAt(field, sign + 1);
            found.TryAdd(name, value);
            at = field.IndexOf(';', next);
        }

        return found;
    }

    private static (string Value, int Next) ValueAt(string field, int at)
    {
        while (at < field.Length && field[at] is ' ' or '\t')
        {
            at++;
        }

        if (at >= field.Length || field[at] != '"')
        {
            var end = field.IndexOf(';', at) is var semicolon and >= 0 ? semicolon : field.Length;
            return (field[at..end].Trim(), end);
        }

        var text = new StringBuilder();
        for (at++; at < field.Length && field[at] != '"'; at++)
        {
            at += field[at] == '\\' && at + 1 < field.Length ? 1 : 0;
            text.Append(field[at]);
        }

        return (text.ToString(), Math.Min(at + 1, field.Length));
    }
}

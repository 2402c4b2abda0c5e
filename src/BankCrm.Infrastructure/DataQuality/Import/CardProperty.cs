using System.Globalization;
using System.Text;

namespace BankCrm.Infrastructure.DataQuality.Import;

/// <summary>One property of a card: TEL;TYPE=CELL:+86 138 0000 0001.</summary>
/// <param name="Name">In capitals, without its group.</param>
/// <param name="Types">What TYPE says, and the bare words of version 2.1, in capitals.</param>
/// <param name="Value">As it stands there, but decoded where it was quoted-printable.</param>
internal sealed record CardProperty(string Name, IReadOnlySet<string> Types, string Value)
{
    /// <summary>Null: it is none.</summary>
    public static CardProperty? Read(string line)
    {
        var colon = Colon(line);
        if (colon <= 0)
        {
            return null;
        }

        var head = line[..colon].Split(';');
        var (types, charset, isQuoted) = (new HashSet<string>(), "utf-8", false);
        foreach (var parameter in head.Skip(1).Select(p => p.Split('=', 2)))
        {
            var value = parameter[^1].Trim('"').ToUpperInvariant();
            switch (parameter.Length == 1 ? "TYPE" : parameter[0].ToUpperInvariant())
            {
                case "CHARSET":
                    charset = value;
                    break;
                case "ENCODING":
                    isQuoted |= value is "QUOTED-PRINTABLE";
                    break;
                case "TYPE":
                    isQuoted |= value is "QUOTED-PRINTABLE";
                    types.UnionWith(value.Split(','));
                    break;
            }
        }

        var text = line[(colon + 1)..];
        return new(head[0][(head[0].LastIndexOf('.') + 1)..].Trim().ToUpperInvariant(), types, isQuoted ? Decoded(text, charset) : text);
    }

    /// <summary>Whether the next line belongs to the value: version 2.1 breaks lines with = at their end.</summary>
    public static bool GoesOn(string line) => line.EndsWith('=') && line.Contains("QUOTED-PRINTABLE", StringComparison.OrdinalIgnoreCase);

    /// <summary>The parts of N, ADR and ORG.</summary>
    public IReadOnlyList<string> Parts()
    {
        var (parts, part) = (new List<string>(), new StringBuilder());
        for (var i = 0; i < Value.Length; i++)
        {
            if (Value[i] == ';')
            {
                parts.Add(part.ToString().Trim());
                part.Clear();
            }
            else
            {
                Append(part, ref i);
            }
        }

        parts.Add(part.ToString().Trim());
        return parts;
    }

    public string Text()
    {
        var text = new StringBuilder(Value.Length);
        for (var i = 0; i < Value.Length; i++)
        {
            Append(text, ref i);
        }

        return text.ToString().Trim();
    }

    private void Append(StringBuilder to, ref int place)
    {
        if (Value[place] != '\\' || place + 1 == Value.Length)
        {
            to.Append(Value[place]);
            return;
        }

        place++;
        to.Append(Value[place] is 'n' or 'N' ? '\n' : Value[place]);
    }

    // A colon within quotation marks belongs to a parameter.
    private static int Colon(string line)
    {
        var isQuoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            isQuoted ^= line[i] == '"';
            if (line[i] == ':' && !isQuoted)
            {
                return i;
            }
        }

        return -1;
    }

    private static string Decoded(string text, string charset)
    {
        var bytes = new List<byte>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '=' && i + 2 < text.Length && byte.TryParse(text.AsSpan(i + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var code))
            {
                bytes.Add(code);
                i += 2;
            }
            else
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(text, i, char.IsHighSurrogate(text[i]) && i + 1 < text.Length ? 2 : 1));
                i += char.IsHighSurrogate(text[i]) ? 1 : 0;
            }
        }

        var encoding = charset is "GBK" or "GB2312" or "GB18030" ? CodePagesEncodingProvider.Instance.GetEncoding("GB18030")! : Encoding.UTF8;
        return encoding.GetString([.. bytes]);
    }
}

using System.Text;

namespace BankCrm.Infrastructure.Integration.Email;

/// <summary>How the bytes of a part travelled (RFC 2045).</summary>
internal static class Transfer
{
    /// <param name="first">The first line of what is in it.</param>
    /// <param name="encoding">As its field says.</param>
    /// <param name="most">So many bytes as they travelled; what is behind them is not looked at.</param>
    public static byte[] Decode(MailLines lines, int first, int end, string encoding, int most)
    {
        using var all = new MemoryStream();
        var isQuoted = encoding.Trim().Equals("quoted-printable", StringComparison.OrdinalIgnoreCase);
        for (var at = first; at < end && all.Length < most; at++)
        {
            if (!isQuoted)
            {
                all.Write(lines.BytesOf(at));
                all.WriteByte((byte)'\n');
                continue;
            }

            var line = lines[at].TrimEnd(' ', '\t');
            var goesOn = line.EndsWith('=');
            all.Write(EncodedWords.Quoted(goesOn ? line.AsSpan(0, line.Length - 1) : line, isField: false));
            if (!goesOn)
            {
                all.WriteByte((byte)'\n');
            }
        }

        return encoding.Trim().Equals("base64", StringComparison.OrdinalIgnoreCase) ? Base64(all.ToArray()) : all.ToArray();
    }

    /// <summary>Signs that do not belong there are passed over, and what is missing at the end is not missed.</summary>
    /// <param name="text">Is written over.</param>
    public static byte[] Base64(byte[] text)
    {
        var length = 0;
        foreach (var sign in text)
        {
            if (sign < 128 && (char.IsAsciiLetterOrDigit((char)sign) || sign is (byte)'+' or (byte)'/'))
            {
                text[length++] = sign;
            }
        }

        length -= length % 4 == 1 ? 1 : 0;
        var padded = (length + 3) / 4 * 4;
        var room = padded <= text.Length ? text : [.. text, .. Encoding.ASCII.GetBytes("===")];
        room.AsSpan(length, padded - length).Fill((byte)'=');
        return System.Buffers.Text.Base64.DecodeFromUtf8InPlace(room.AsSpan(0, padded), out var written) is System.Buffers.OperationStatus.Done ? room[..written] : [];
    }
}

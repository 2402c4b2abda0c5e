using System.Text;

namespace BankCrm.Infrastructure.Integration.Email;

/// <summary>A mail, line by line. A line is read as Latin-1, a letter a byte: names of fields and codes are ASCII, and whoever knows in what the rest is written decodes it.</summary>
internal sealed class MailLines
{
    private readonly byte[] mail;
    private readonly List<(int Start, int Length)> lines = [];

    /// <param name="most">So many lines are looked at.</param>
    public MailLines(byte[] mail, int most)
    {
        this.mail = mail;
        for (var at = 0; at <= mail.Length && lines.Count < most;)
        {
            var length = mail.AsSpan(at).IndexOf((byte)'\n') is var end and >= 0 ? end : mail.Length - at;
            lines.Add((at, length));
            at += length + 1;
        }
    }

    public int Count => lines.Count;

    public string this[int line] => Encoding.Latin1.GetString(BytesOf(line));

    /// <summary>Without its end.</summary>
    public ReadOnlySpan<byte> BytesOf(int line) => mail.AsSpan(lines[line].Start, lines[line].Length).TrimEnd((byte)'\r');

    /// <summary>From a line to the end of all.</summary>
    public ReadOnlySpan<byte> From(int line) => line < lines.Count ? mail.AsSpan(lines[line].Start) : [];
}

using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace BankCrm.Infrastructure.Integration.Email;

/// <summary>The other side refused, or does not speak POP3. What it said is not kept: it may name whose mailbox it is.</summary>
internal sealed class Pop3Exception(string command) : Exception($"The mailbox answered {command} with a refusal, or with what is no answer.");

/// <param name="Start">Of it, as much as was asked for, without carriage returns.</param>
/// <param name="IsWhole">Nothing of it was forgotten.</param>
internal sealed record StoredMail(byte[] Start, bool IsWhole);

/// <summary>
/// A mailbox while it is read (RFC 1939). The server lets nobody else in meanwhile, and takes away what was marked when the session ends in good order; a session that breaks off
/// takes nothing away.
/// </summary>
internal sealed class Pop3Session : IAsyncDisposable
{
    private const int LongestLine = 2048;
    private const int MostMails = 100_000;

    private readonly TcpClient client;
    private readonly Stream stream;
    private readonly byte[] buffer = new byte[16 * 1024];
    private int at;
    private int filled;

    private Pop3Session(TcpClient client, Stream stream) => (this.client, this.stream) = (client, stream);

    public static async Task<Pop3Session> OpenAsync(MailboxOptions options, CancellationToken ct)
    {
        var tcp = new TcpClient();
        try
        {
            await tcp.ConnectAsync(options.Host, options.Port, ct);
            Stream talk = tcp.GetStream();
            if (options.Tls)
            {
                var secured = new SslStream(talk);
                talk = secured;
                await secured.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = options.Host, EnabledSslProtocols = SslProtocols.None }, ct);
            }

            var session = new Pop3Session(tcp, talk);
            await session.HearOkAsync("the greeting", ct);
            await session.AskAsync("USER", options.User, ct);
            await session.AskAsync("PASS", options.Password, ct);
            return session;
        }
        catch
        {
            tcp.Dispose();
            throw;
        }
    }

    /// <summary>Numbers and sizes, the oldest first.</summary>
    public async Task<IReadOnlyList<(int Number, long Size)>> ListAsync(CancellationToken ct)
    {
        await AskAsync("LIST", "", ct);
        var mails = new List<(int, long)>();
        while (await LineAsync(ct) is var line && line != ".")
        {
            var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (mails.Count >= MostMails || parts.Length < 2 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                || !long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var size))
            {
                throw new Pop3Exception("LIST");
            }

            mails.Add((number, size));
        }

        return mails;
    }

    /// <param name="keep">So many bytes are kept; the others are read and forgotten.</param>
    /// <param name="most">A mail that does not end before is given up, and the session with it.</param>
    public async Task<StoredMail> ReadAsync(int number, int keep, long most, CancellationToken ct)
    {
        await AskAsync("RETR", number.ToString(CultureInfo.InvariantCulture), ct);
        using var start = new MemoryStream(Math.Min(keep, 64 * 1024));
        var (read, isFirst, dot, last, isWhole) = (0L, true, false, (byte)0, true);
        while (true)
        {
            var one = await ByteAsync(ct);
            if (++read > most)
            {
                throw new Pop3Exception("RETR");
            }

            if (isFirst && one == '.')
            {
                (isFirst, dot) = (false, true); // either the end, or a line that begins with a dot and bears a second one
                continue;
            }

            if (dot && one == '\n')
            {
                return new(start.ToArray(), isWhole);
            }

            if (dot && one == '\r')
            {
                continue;
            }

            (isFirst, dot, last) = (one == '\n', false, one);
            if (last == '\r')
            {
                continue;
            }

            if (start.Length < keep)
            {
                start.WriteByte(one);
            }
            else
            {
                isWhole = false;
            }
        }
    }

    /// <summary>It goes when the session ends in good order.</summary>
    public Task DeleteAsync(int number, CancellationToken ct) => AskAsync("DELE", number.ToString(CultureInfo.InvariantCulture), ct);

    public Task QuitAsync(CancellationToken ct) => AskAsync("QUIT", "", ct);

    public async ValueTask DisposeAsync()
    {
        await stream.DisposeAsync();
        client.Dispose();
    }

    private async Task AskAsync(string command, string argument, CancellationToken ct)
    {
        await stream.WriteAsync(Encoding.UTF8.GetBytes(argument.Length == 0 ? command + "\r\n" : $"{command} {argument}\r\n"), ct);
        await HearOkAsync(command, ct);
    }

    private async Task HearOkAsync(string command, CancellationToken ct)
    {
        if (!(await LineAsync(ct)).StartsWith("+OK", StringComparison.Ordinal))
        {
            throw new Pop3Exception(command);
        }
    }

    private async Task<string> LineAsync(CancellationToken ct)
    {
        var line = new StringBuilder();
        while (await ByteAsync(ct) is var one && one != '\n')
        {
            if (line.Length >= LongestLine)
            {
                throw new Pop3Exception("a line");
            }

            line.Append((char)one);
        }

        return line.ToString().TrimEnd('\r');
    }

    private ValueTask<byte> ByteAsync(CancellationToken ct) => at < filled ? new(buffer[at++]) : FilledAsync(ct);

    private async ValueTask<byte> FilledAsync(CancellationToken ct)
    {
        filled = await stream.ReadAsync(buffer, ct);
        at = 0;
        return filled > 0 ? buffer[at++] : throw new EndOfStreamException();
    }
}

using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace BankCrm.Application.Tests.Integration.Email;

/// <summary>A mailbox on this machine that speaks POP3: USER, PASS, LIST, RETR, DELE, QUIT. Who is in has it alone; what was marked goes with QUIT only.</summary>
public sealed class TestMailbox : IDisposable
{
    public const string User = "returned";
    public const string Password = "box-secret";

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource end = new();
    private readonly List<string> mails = [];
    private readonly Lock door = new();
    private readonly X509Certificate2? certificate;
    private bool isTaken;

    /// <param name="tls">With a certificate that nobody trusts.</param>
    public TestMailbox(bool tls = false)
    {
        certificate = tls ? SelfSigned() : null;
        listener.Start();
        _ = ListenAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Breaks off when it is told to end: what was marked stays.</summary>
    public bool BreaksOff { get; set; }

    /// <summary>How often somebody signed in, and what passwords were heard.</summary>
    public List<string> Heard { get; } = [];

    public int Count
    {
        get
        {
            lock (door)
            {
                return mails.Count;
            }
        }
    }

    /// <param name="mail">With line feeds alone.</param>
    public void Put(string mail)
    {
        lock (door)
        {
            mails.Add(mail);
        }
    }

    public void Dispose()
    {
        end.Cancel();
        listener.Dispose();
        end.Dispose();
        certificate?.Dispose();
    }

    private async Task ListenAsync()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(end.Token);
                _ = TalkAsync(client);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // the test is over
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using (client)
        {
            var isIn = false;
            try
            {
                Stream stream = client.GetStream();
                if (certificate is not null)
                {
                    var secured = new SslStream(stream);
                    await secured.AuthenticateAsServerAsync(certificate);
                    stream = secured;
                }

                using var reader = new StreamReader(stream, Encoding.Latin1, leaveOpen: true);
                await TalkAsync(stream, reader, entered => isIn = entered);
            }
            catch (Exception e) when (e is IOException or OperationCanceledException or System.Security.Authentication.AuthenticationException)
            {
                // the other side has hung up
            }
            finally
            {
                lock (door)
                {
                    isTaken &= !isIn;
                }
            }
        }
    }

    private async Task TalkAsync(Stream stream, StreamReader reader, Action<bool> entered)
    {
        var (user, marked, held) = ("", new HashSet<int>(), Array.Empty<string>());
        await SayAsync(stream, "+OK POP3");
        while (await reader.ReadLineAsync(end.Token) is { } line)
        {
            var (command, argument) = line.Split(' ', 2) is [var c, var a] ? (c, a) : (line, "");
            switch (command)
            {
                case "USER":
                    user = argument;
                    await SayAsync(stream, "+OK");
                    break;
                case "PASS":
                    var isIn = false;
                    lock (door)
                    {
                        Heard.Add(argument);
                        isIn = (user, argument) == (User, Password) && !isTaken;
                        isTaken |= isIn;
                        held = [.. mails];
                    }

                    entered(isIn);
                    await SayAsync(stream, isIn ? "+OK" : "-ERR [IN-USE] no");
                    break;
                case "LIST":
                    await SayAsync(stream, $"+OK\r\n{string.Concat(held.Select((m, i) => $"{i + 1} {m.Length}\r\n"))}.");
                    break;
                case "RETR":
                    var lines = held[int.Parse(argument, System.Globalization.CultureInfo.InvariantCulture) - 1].Split('\n').Select(l => l.StartsWith('.') ? "." + l : l);
                    await SayAsync(stream, $"+OK\r\n{string.Join("\r\n", lines)}\r\n.");
                    break;
                case "DELE":
                    marked.Add(int.Parse(argument, System.Globalization.CultureInfo.InvariantCulture) - 1);
                    await SayAsync(stream, "+OK");
                    break;
                case "QUIT" when BreaksOff:
                    return;
                case "QUIT":
                    lock (door)
                    {
                        mails.RemoveAll(m => marked.Any(i => ReferenceEquals(held[i], m)));
                    }

                    await SayAsync(stream, "+OK");
                    return;
                default:
                    await SayAsync(stream, "-ERR");
                    break;
            }
        }
    }

    private static async Task SayAsync(Stream stream, string line) => await stream.WriteAsync(Encoding.Latin1.GetBytes(line + "\r\n"));

    private static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }
}

using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace BankCrm.Application.Tests.Integration.Email;

/// <summary>What a mail server says to the next mails.</summary>
public enum MailAnswer
{
    Takes,
    NoSuchUser,
    Busy,
    TakesAndIsSilent,
}

/// <summary>A mail server on this machine that speaks SMTP: EHLO, STARTTLS, AUTH LOGIN, MAIL, RCPT, DATA.</summary>
public sealed class TestMailServer : IDisposable
{
    public const string User = "crm";
    public const string Password = "mail-secret";

    // All servers have the same: who is trusted is said for the whole process.
    private static readonly X509Certificate2 Certificate = SelfSigned();

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource end = new();

    static TestMailServer()
    {
#pragma warning disable SYSLIB0014, MA0039 // SmtpClient asks nobody else, and only this one certificate is taken
        ServicePointManager.ServerCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == Certificate.GetCertHashString();
#pragma warning restore SYSLIB0014, MA0039
    }

    public TestMailServer()
    {
        listener.Start();
        _ = ListenAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public MailAnswer Answer { get; set; }

    /// <summary>Envelope and text of each mail it took.</summary>
    public ConcurrentQueue<(string From, string To, string Text, bool WasEncrypted, bool WasSignedIn)> Mails { get; } = new();

    public void Dispose()
    {
        end.Cancel();
        listener.Dispose();
        end.Dispose();
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
            try
            {
                await TalkAsync(client.GetStream());
            }
            catch (Exception e) when (e is IOException or OperationCanceledException)
            {
                // the other side has hung up
            }
        }
    }

    private async Task TalkAsync(Stream stream)
    {
        var (from, to, isEncrypted, isSignedIn) = ("", "", false, false);
        await SayAsync(stream, "220 test ESMTP");
        while (await HearAsync(stream) is { } line)
        {
            switch (line.Split(' ', ':')[0].ToUpperInvariant())
            {
                case "EHLO":
                    await SayAsync(stream, isEncrypted ? "250-test\r\n250 AUTH LOGIN" : "250-test\r\n250 STARTTLS");
                    break;
                case "STARTTLS":
                    await SayAsync(stream, "220 go on");
                    var secured = new SslStream(stream);
                    await secured.AuthenticateAsServerAsync(Certificate);
                    (stream, isEncrypted) = (secured, true);
                    break;
                case "AUTH":
                    isSignedIn = await SignInAsync(stream, line);
                    await SayAsync(stream, isSignedIn ? "235 welcome" : "535 no");
                    break;
                case "MAIL":
                    from = Between(line);
                    await SayAsync(stream, "250 ok");
                    break;
                case "RCPT":
                    to = Between(line);
                    await SayAsync(stream, Answer switch { MailAnswer.NoSuchUser => "550 5.1.1 no such user", MailAnswer.Busy => "451 later", _ => "250 ok" });
                    break;
                case "DATA":
                    await SayAsync(stream, "354 go on");
                    Mails.Enqueue((from, to, await DataAsync(stream), isEncrypted, isSignedIn));
                    if (Answer is MailAnswer.TakesAndIsSilent)
                    {
                        await Task.Delay(Timeout.Infinite, end.Token);
                    }

                    await SayAsync(stream, "250 taken");
                    break;
                case "QUIT":
                    await SayAsync(stream, "221 bye");
                    return;
                default:
                    await SayAsync(stream, "250 ok");
                    break;
            }
        }
    }

    private static async Task<bool> SignInAsync(Stream stream, string line)
    {
        var parts = line.Split(' ');
        if (parts.Length < 3)
        {
            await SayAsync(stream, "334 VXNlcm5hbWU6");
        }

        var user = parts.Length > 2 ? parts[2] : await HearAsync(stream) ?? "";
        await SayAsync(stream, "334 UGFzc3dvcmQ6");
        var password = await HearAsync(stream) ?? "";
        return (Decoded(user), Decoded(password)) == (User, Password);
    }

    private static async Task<string> DataAsync(Stream stream)
    {
        var text = new StringBuilder();
        while (await HearAsync(stream) is { } line && line != ".")
        {
            text.AppendLine(line);
        }

        return text.ToString();
    }

    private static string Decoded(string text) => Encoding.UTF8.GetString(Convert.FromBase64String(text));

    private static string Between(string line) => line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)];

    private static async Task SayAsync(Stream stream, string line) => await stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"));

    private static async Task<string?> HearAsync(Stream stream)
    {
        var (line, one) = (new List<byte>(), new byte[1]);
        while (await stream.ReadAsync(one) == 1)
        {
            if (one[0] == '\n')
            {
                return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
            }

            line.Add(one[0]);
        }

        return null;
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }
}

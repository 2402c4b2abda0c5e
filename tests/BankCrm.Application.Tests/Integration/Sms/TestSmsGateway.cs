using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace BankCrm.Application.Tests.Integration.Sms;

/// <summary>What the gateway does with the next messages.</summary>
public enum SmsAnswer
{
    Takes,
    TakesAndIsSilent,
    IsSilent,
    Busy,
    NoSuchNumber,
}

/// <summary>A gateway on this machine, as docs/channels.md describes one. It looks at signatures with code of its own.</summary>
public sealed class TestSmsGateway : IDisposable
{
    public const string KeyId = "crm-1";
    public const string Secret = "a-secret-of-the-tests-0123456789abcdef";

    private readonly HttpListener listener = new();
    private readonly CancellationTokenSource end = new();

    public TestSmsGateway()
    {
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Address = $"http://localhost:{((IPEndPoint)probe.LocalEndpoint).Port}/sms";
        }

        listener.Prefixes.Add(Address + "/");
        listener.Start();
        _ = ListenAsync();
    }

    public string Address { get; }

    public SmsAnswer Answer { get; set; }

    /// <summary>How long it thinks before it takes a message.</summary>
    public TimeSpan Thinks { get; set; }

    /// <summary>Every message it was given, also those it did not take, or knew already.</summary>
    public ConcurrentQueue<(Guid Id, string To, string Text)> Given { get; } = new();

    /// <summary>What went out to telephones.</summary>
    public ConcurrentDictionary<Guid, string> Sent { get; } = new();

    public ConcurrentQueue<Guid> Asked { get; } = new();

    public ConcurrentQueue<string> Forged { get; } = new();

    public void Dispose()
    {
        end.Cancel();
        listener.Close();
        end.Dispose();
    }

    private async Task ListenAsync()
    {
        try
        {
            while (true)
            {
                var call = await listener.GetContextAsync();
                _ = AnswerAsync(call);
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            // the test is over
        }
    }

    private async Task AnswerAsync(HttpListenerContext call)
    {
        try
        {
            using var body = new MemoryStream();
            await call.Request.InputStream.CopyToAsync(body);
            if (!IsSigned(call.Request, body.ToArray()))
            {
                Forged.Enqueue(call.Request.Url!.AbsolutePath);
                Say(call, 401, "unsigned");
            }
            else if (call.Request.HttpMethod == "GET")
            {
                var id = Guid.Parse(call.Request.Url!.Segments[^1]);
                Asked.Enqueue(id);
                Say(call, Sent.ContainsKey(id) ? 200 : 404, Sent.ContainsKey(id) ? "delivered" : "unknown");
            }
            else
            {
                await TakeAsync(call, body.ToArray());
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or OperationCanceledException or InvalidOperationException)
        {
            // whoever called has hung up
        }
    }

    private async Task TakeAsync(HttpListenerContext call, byte[] body)
    {
        using var json = JsonDocument.Parse(body);
        var (id, to, text) = (
            json.RootElement.GetProperty("id").GetGuid(), json.RootElement.GetProperty("to").GetString()!, json.RootElement.GetProperty("text").GetString()!);
        Given.Enqueue((id, to, text));
        await Task.Delay(Thinks, end.Token);
        var isNew = Answer is not (SmsAnswer.Takes or SmsAnswer.TakesAndIsSilent) || Sent.TryAdd(id, text);
        switch (Answer)
        {
            case SmsAnswer.Takes:
                Say(call, isNew ? 202 : 409, isNew ? "accepted" : "known");
                break;
            case SmsAnswer.Busy:
                Say(call, 503, "busy");
                break;
            case SmsAnswer.NoSuchNumber:
                Say(call, 422, "no-such-number");
                break;
            default:
                await Task.Delay(Timeout.Infinite, end.Token);
                break;
        }
    }

    private static bool IsSigned(HttpListenerRequest request, byte[] body)
    {
        var signed = string.Join('\n', request.HttpMethod, request.Url!.AbsolutePath, request.Headers["X-Timestamp"], Convert.ToHexString(SHA256.HashData(body)).ToLowerInvariant());
        var expected = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(signed));
        var age = TimeProvider.System.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(long.Parse(request.Headers["X-Timestamp"]!, System.Globalization.CultureInfo.InvariantCulture));
        return request.Headers["X-Key-Id"] == KeyId && Convert.ToHexString(expected).Equals(request.Headers["X-Signature"], StringComparison.OrdinalIgnoreCase)
            && age.Duration() < TimeSpan.FromDays(30); // the tests turn the clock
    }

    private static void Say(HttpListenerContext call, int status, string word)
    {
        call.Response.StatusCode = status;
        call.Response.Close(JsonSerializer.SerializeToUtf8Bytes(new { status = word }), willBlock: false);
    }
}

using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BankCrm.Application.Platform.Channels;

namespace BankCrm.Infrastructure.Integration.Sms;

/// <summary>
/// By HTTP, as docs/channels.md writes it down: a message is posted under its id, which the gateway takes once; each request is signed with its moment and the
/// digest of its body.
/// </summary>
internal sealed class HttpSmsGateway(HttpClient http, SmsOptions options, TimeProvider clock) : ISmsGateway
{
    private const int LongestAnswer = 64 * 1024;

    public bool IsSetUp => options.Address.Length > 0;

    public string Gateway => "http";

    /// <summary>What is signed: method, path, moment, digest, each on a line.</summary>
    internal static string Sign(string secret, string method, string path, string moment, ReadOnlySpan<byte> body)
    {
        var signed = $"{method}\n{path}\n{moment}\n{Convert.ToHexStringLower(SHA256.HashData(body))}";
        return Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(signed)));
    }

    public Task<Delivery> SendAsync(Letter letter, CancellationToken ct) => CallAsync(
        HttpMethod.Post, "messages", JsonSerializer.SerializeToUtf8Bytes(new { id = letter.MessageId, to = letter.Recipient, text = options.Signature + letter.Text }), ct);

    public Task<Delivery> AskAsync(Guid messageId, CancellationToken ct) => CallAsync(HttpMethod.Get, $"messages/{messageId}", [], ct);

    private async Task<Delivery> CallAsync(HttpMethod method, string path, byte[] body, CancellationToken ct)
    {
        using var request = Signed(method, path, body);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(TimeSpan.FromSeconds(options.SecondsToAnswer));
        try
        {
            using var answer = await http.SendAsync(request, limit.Token);
            return await ReadAsync(method, answer, limit.Token);
        }
        catch (OperationCanceledException)
        {
            return new(DeliveryOutcome.Unclear);
        }
        catch (HttpRequestException e)
        {
            // Not even connected: nothing can have arrived.
            return new(e is { InnerException: SocketException, HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError }
                && method == HttpMethod.Post ? DeliveryOutcome.NotNow : DeliveryOutcome.Unclear);
        }
    }

    private HttpRequestMessage Signed(HttpMethod method, string path, byte[] body)
    {
        var uri = new Uri(options.Address.TrimEnd('/') + "/" + path);
        var moment = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var request = new HttpRequestMessage(method, uri);
        if (method == HttpMethod.Post)
        {
            request.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        }

        request.Headers.Add("X-Key-Id", options.KeyId);
        request.Headers.Add("X-Timestamp", moment);
        request.Headers.Add("X-Signature", Sign(options.Secret, method.Method, uri.AbsolutePath, moment, body));
        return request;
    }

    private static async Task<Delivery> ReadAsync(HttpMethod method, HttpResponseMessage answer, CancellationToken ct)
    {
        var number = $"HTTP {(int)answer.StatusCode}";
        if (answer.IsSuccessStatusCode)
        {
            return new(await StatusAsync(answer, ct) switch
            {
                "accepted" or "sent" or "delivered" => DeliveryOutcome.Sent,
                "no-such-number" => DeliveryOutcome.NoSuchAddress,
                "rejected" or "failed" => DeliveryOutcome.Rejected,
                _ => DeliveryOutcome.Unclear,
            }, number);
        }

        return new(answer.StatusCode switch
        {
            HttpStatusCode.NotFound when method == HttpMethod.Get && await StatusAsync(answer, ct) == "unknown" => DeliveryOutcome.NotKnown, // itself says so, no proxy
            HttpStatusCode.Conflict => DeliveryOutcome.Unclear, // it has a message with this id already: what became of it is asked next
            _ when method == HttpMethod.Get => DeliveryOutcome.Unclear,
            HttpStatusCode.UnprocessableEntity when await StatusAsync(answer, ct) == "no-such-number" => DeliveryOutcome.NoSuchAddress,
            HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity or HttpStatusCode.RequestEntityTooLarge => DeliveryOutcome.Rejected,
            HttpStatusCode.GatewayTimeout or HttpStatusCode.BadGateway => DeliveryOutcome.Unclear, // whoever stands before the gateway does not know either
            _ => DeliveryOutcome.NotNow,
        }, number);
    }

    // An answer that is no such JSON tells nothing.
    private static async Task<string?> StatusAsync(HttpResponseMessage answer, CancellationToken ct)
    {
        try
        {
            await answer.Content.LoadIntoBufferAsync(LongestAnswer, ct);
            using var json = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(ct));
            return json.RootElement.ValueKind is JsonValueKind.Object && json.RootElement.TryGetProperty("status", out var status) ? status.GetString() : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or HttpRequestException)
        {
            return null;
        }
    }
}

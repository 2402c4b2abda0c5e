using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace BankCrm.CoreBanking.Sending;

internal sealed record MessageFault(string Field, string Reason);

internal sealed record MessageAnswer(long Sequence, string Outcome, IReadOnlyList<MessageFault>? Faults);

internal sealed record BatchAnswer(IReadOnlyList<MessageAnswer> Results);

internal sealed record StreamPosition(string Stream, long Highest);

internal sealed record MessageGap(string Stream, long From, long Until);

internal sealed record SourceGaps(IReadOnlyList<StreamPosition> Streams, IReadOnlyList<MessageGap> Gaps, bool IsCut);

/// <summary>The CRM refuses the client, or does not understand what it sends: trying again is no use.</summary>
internal sealed class CrmRefusedException(string message) : Exception(message);

/// <summary>The CRM stayed away for longer than one was willing to wait.</summary>
internal sealed class CrmAwayException(string message) : Exception(message);

/// <summary>BankCrm by its REST interface: with a token, patiently.</summary>
internal sealed class CrmClient(Uri url, string id, string secret, TimeSpan patience, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private readonly HttpClient http = new() { BaseAddress = url, Timeout = TimeSpan.FromMinutes(2) };

    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // it is no HTML
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>What became of each. Sent again under the key until it is answered.</summary>
    public Task<BatchAnswer> PostAsync(string path, string key, byte[] body, CancellationToken ct) => TryAsync<BatchAnswer>(
        () =>
        {
            var content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } };
            return new(HttpMethod.Post, "/api/v1" + path) { Content = content, Headers = { { "Idempotency-Key", key } } };
        },
        ct);

    public Task<SourceGaps> GapsAsync(string source, CancellationToken ct) =>
        TryAsync<SourceGaps>(() => new(HttpMethod.Get, $"/api/v1/sources/{Uri.EscapeDataString(source)}/gaps"), ct);

    public void Dispose() => http.Dispose();

    private async Task<T> TryAsync<T>(Func<HttpRequestMessage> request, CancellationToken ct)
    {
        var (since, pause) = (clock.GetTimestamp(), TimeSpan.FromMilliseconds(100));
        while (true)
        {
            var wait = pause;
            string why;
            try
            {
                if (http.DefaultRequestHeaders.Authorization is null)
                {
                    await SignInAsync(ct);
                }

                using var asked = request();
                using var answer = await http.SendAsync(asked, ct);
                if (answer.IsSuccessStatusCode)
                {
                    return await answer.Content.ReadFromJsonAsync<T>(Json, ct) ?? throw new CrmRefusedException("BankCrm answered nothing.");
                }

                (why, wait) = (await WhyAsync(answer, ct), answer.Headers.RetryAfter?.Delta ?? pause);
                if (answer.StatusCode is HttpStatusCode.Unauthorized)
                {
                    http.DefaultRequestHeaders.Authorization = null; // the token is past its time
                }
                else if ((int)answer.StatusCode is not (408 or 409 or 429 or >= 500))
                {
                    throw new CrmRefusedException(why);
                }
            }
            catch (HttpRequestException e)
            {
                why = e.Message;
            }
            catch (IOException e)
            {
                why = e.Message;
            }
            catch (TaskCanceledException) when (!ct.IsCancellationRequested)
            {
                why = "BankCrm did not answer.";
            }

            if (clock.GetElapsedTime(since) > patience)
            {
                throw new CrmAwayException(why);
            }

            await Task.Delay(wait, clock, ct);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    private async Task SignInAsync(CancellationToken ct)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = id,
            ["client_secret"] = secret,
        });
        using var answer = await http.PostAsync(new Uri("/api/v1/token", UriKind.Relative), form, ct);
        if ((int)answer.StatusCode is 400 or 401 or 403)
        {
            throw new CrmRefusedException(await WhyAsync(answer, ct));
        }

        answer.EnsureSuccessStatusCode();
        var token = await answer.Content.ReadFromJsonAsync<JsonElement>(ct);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.GetProperty("access_token").GetString());
    }

    private static async Task<string> WhyAsync(HttpResponseMessage answer, CancellationToken ct)
    {
        var text = await answer.Content.ReadAsStringAsync(ct);
        return $"{(int)answer.StatusCode} {(text.Length > 500 ? text[..500] : text)}";
    }
}

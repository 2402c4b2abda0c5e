using System.Net;
using System.Text.RegularExpressions;

namespace BankCrm.Benchmarks.Http;

/// <summary>A browser at which a colleague has signed in through the real page.</summary>
internal sealed partial class SignedInClient : IDisposable
{
    private SignedInClient(HttpClient http) => Http = http;

    public HttpClient Http { get; }

    public static async Task<SignedInClient> OpenAsync(Uri address, string userName)
    {
        var handler = new SocketsHttpHandler
        {
            CookieContainer = new CookieContainer(),
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            MaxConnectionsPerServer = 32,
        };
        var http = new HttpClient(handler) { BaseAddress = address };
        var form = await http.GetStringAsync("/account/login");
        using var body = new FormUrlEncodedContent(
        [
            new("UserName", userName), new("Password", "Demo-Bank-2026"), new("__RequestVerificationToken", TokenIn(form)),
        ]);
        using var answer = await http.PostAsync("/account/login", body);
        return answer.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.SeeOther
            ? new(http)
            : throw new InvalidOperationException($"{userName} could not sign in: {answer.StatusCode}");
    }

    public static string TokenIn(string html) => Token().Match(html).Groups["token"].Value;

    public void Dispose() => Http.Dispose();

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();
}

using System.Net;

namespace BankCrm.Browser.Tests.Platform;

/// <summary>Limits the server itself keeps, which is why it is the real one that is asked.</summary>
[Collection(Journeys.Name)]
public sealed class TooMuchTests(BrowserApp app)
{
    [Fact]
    public async Task A_form_beyond_every_measure_is_refused_in_words()
    {
        using var http = new HttpClient { BaseAddress = new Uri(app.Address) };
        using var body = new FormUrlEncodedContent([new("UserName", "teller.north"), new("Password", new string('a', 20_000))]);

        using var answer = await http.PostAsync(new Uri("/account/login", UriKind.Relative), body);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains("This is too much at once", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}

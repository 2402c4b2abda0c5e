using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using BankCrm.Application.Customers;
using BankCrm.Testing;

namespace BankCrm.Web.Tests.Api;

/// <summary>A core banking system of one branch.</summary>
internal sealed record TestCore(TestBranch Branch, string BranchCode, TestClient Client, string Source, HttpClient Http)
{
    public static async Task<TestCore> NewAsync(ApiApp app)
    {
        var branch = app.NewBranch();
        var code = (await branch.SaveAsync()).Code;
        var source = $"C{Guid.NewGuid():n}"[..12].ToUpperInvariant();
        var client = await app.HasClientAsync([CustomerScopes.Read, CustomerScopes.Write], [branch.Id], source);
        return new(branch, code, client, source, await app.CallsAsAsync(client));
    }

    public Dictionary<string, object> Message(long sequence, string number, string asOf, object fields, string? branch = null)
    {
        var record = JsonSerializer.SerializeToElement(fields).EnumerateObject().ToDictionary(p => p.Name, p => (object)p.Value);
        record["externalNumber"] = number;
        record["asOf"] = asOf;
        record["branch"] = branch ?? BranchCode;
        return new() { ["sequence"] = sequence, ["record"] = record };
    }

    public static string Body(params IReadOnlyList<object> messages) => JsonSerializer.Serialize(new { messages });

    public Task<HttpResponseMessage> PostAsync(string body, string key)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/customers:upsert") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("Idempotency-Key", key);
        return Http.SendAsync(request);
    }

    public async Task<JsonElement> SendAsync(params IReadOnlyList<object> messages)
    {
        var answer = await PostAsync(Body(messages), $"test-{Guid.NewGuid():n}");
        Assert.True(answer.StatusCode is HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}

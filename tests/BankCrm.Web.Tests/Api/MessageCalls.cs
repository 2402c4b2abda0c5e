using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace BankCrm.Web.Tests.Api;

internal static class MessageCalls
{
    extension(HttpClient http)
    {
        /// <summary>Under a key that nobody used.</summary>
        public Task<HttpResponseMessage> PostAsync(string address, params IReadOnlyList<object> messages)
        {
            var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/{address}")
            {
                Content = new StringContent(JsonSerializer.Serialize(new { messages }), Encoding.UTF8, "application/json"),
            };
            request.Headers.Add("Idempotency-Key", $"test-{Guid.NewGuid():n}");
            return http.SendAsync(request);
        }

        /// <summary>What became of each.</summary>
        public async Task<string[]> SendAsync(string address, params IReadOnlyList<object> messages)
        {
            var answer = await http.PostAsync(address, messages);
            Assert.True(answer.StatusCode is HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
            var results = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("results");
            return [.. results.EnumerateArray().Select(r => r.GetProperty("outcome").GetString()!)];
        }
    }
}

using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using BankCrm.Application.Admin.ApiClients;
using BankCrm.Application.Customers;
using BankCrm.Domain.Admin.ApiClients;
using BankCrm.Domain.Platform.AuditTrail;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Web.Tests.Api;

public sealed class TokenApiTests(ApiApp app) : IClassFixture<ApiApp>
{
    private const string Me = "/api/v1/client";

    [Fact]
    public async Task A_client_gets_a_token_and_calls_and_both_are_on_record()
    {
        var client = await app.HasClientAsync([CustomerScopes.Read], source: "CARDS");

        var answer = await (await app.CallsAsAsync(client)).GetFromJsonAsync<JsonElement>(Me);

        Assert.Equal(("CARDS", "customers.read"), (answer.GetProperty("source").GetString(), answer.GetProperty("scopes")[0].GetString()));
        var events = await app.ReadAsync(db => db.AuditEntries.Where(e => e.Actor == client.Id).OrderBy(e => e.Id).Select(e => e.Event).ToListAsync());
        Assert.Equal([AuditEvents.TokenIssued, AuditEvents.ApiUsed], events);
        Assert.NotNull((await app.ReadAsync(db => db.ApiClientUses.SingleAsync(u => u.ClientId == client.Id))).UsedAt);
    }

    [Fact]
    public async Task The_credentials_may_come_as_http_basic()
    {
        var client = await app.HasClientAsync([CustomerScopes.Read]);
        var http = app.Browser().Http;
        http.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{client.Id}:{client.Secret}")));

        var answer = await http.PostAsync("/api/v1/token", new FormUrlEncodedContent([new("grant_type", "client_credentials")]));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(answer.Headers.CacheControl?.NoStore);
    }

    [Fact]
    public async Task A_wrong_secret_and_an_unknown_client_are_told_the_same()
    {
        var client = await app.HasClientAsync([CustomerScopes.Read]);
        var http = app.Browser().Http;

        var wrong = await http.PostAsync("/api/v1/token", (client with { Secret = "crm_wrong" }).Form());
        var unknown = await http.PostAsync("/api/v1/token", (client with { Id = Guid.NewGuid() }).Form());

        Assert.Equal((401, "invalid_client"), await Problem.OfAsync(wrong));
        Assert.Equal((401, "invalid_client"), await Problem.OfAsync(unknown));
        Assert.True(await app.ReadAsync(db => db.AuditEntries.AnyAsync(e => e.Event == AuditEvents.TokenRefused && e.ObjectId == client.Id)));
    }

    [Fact]
    public async Task Without_a_token_or_with_a_forged_one_nothing_opens()
    {
        var http = app.Browser().Http;
        Assert.Equal((401, "token.invalid"), await Problem.OfAsync(await http.GetAsync(Me)));

        http.DefaultRequestHeaders.Authorization = new("Bearer", "Zm9yZ2Vk");
        var refused = await http.GetAsync(Me);

        Assert.Equal((401, "token.invalid"), await Problem.OfAsync(refused));
        Assert.Contains("invalid_token", refused.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_of_a_colleague_opens_nothing_here()
    {
        var staff = await app.NewBranch().HasStaffAsync(CustomerPermissions.Read);

        var answer = await (await app.SignedInAsAsync(staff)).Http.GetAsync(Me);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task A_token_is_good_for_a_quarter_of_an_hour()
    {
        var http = await app.CallsAsAsync(await app.HasClientAsync([CustomerScopes.Read]));

        app.Clock.Turn(TimeSpan.FromMinutes(14));
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(Me)).StatusCode);
        app.Clock.Turn(TimeSpan.FromMinutes(2));

        Assert.Equal((401, "token.invalid"), await Problem.OfAsync(await http.GetAsync(Me)));
    }

    [Fact]
    public async Task A_client_that_is_disabled_is_out_within_seconds()
    {
        var client = await app.HasClientAsync([CustomerScopes.Read]);
        var http = await app.CallsAsAsync(client);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(Me)).StatusCode);

        await app.SendAsync(new DisableApiClient(client.Id, await VersionAsync(client)));
        app.Clock.Turn(TimeSpan.FromSeconds(5));

        Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync(Me)).StatusCode);
        Assert.Equal(401, (await Problem.OfAsync(await app.Browser().Http.PostAsync("/api/v1/token", client.Form()))).Status);
    }

    [Fact]
    public async Task An_old_secret_goes_on_for_the_overlap_and_not_longer()
    {
        var client = await app.HasClientAsync([CustomerScopes.Read]);
        var rotated = client with { Secret = "crm_another" };
        await app.HasChangedAsync<ApiClient>(client.Id, c => c.Rotate(Guid.CreateVersion7(), ApiSecret.HashOf(rotated.Secret), TimeSpan.FromHours(1), app.Clock.GetUtcNow()));

        var (old, young) = (await app.CallsAsAsync(client), await app.CallsAsAsync(rotated));
        Assert.Equal(HttpStatusCode.OK, (await old.GetAsync(Me)).StatusCode);
        await app.SendAsync(new WithdrawSecret(client.Id, await VersionAsync(client), await OldestSecretAsync(client)));
        app.Clock.Turn(TimeSpan.FromSeconds(5));

        Assert.Equal(HttpStatusCode.Unauthorized, (await old.GetAsync(Me)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await young.GetAsync(Me)).StatusCode);
    }

    [Fact]
    public async Task From_an_address_that_is_not_listed_nothing_opens()
    {
        var client = await app.HasClientAsync([CustomerScopes.Read]);
        var http = await app.CallsAsAsync(client);
        http.DefaultRequestHeaders.Add(ApiApp.FromHeader, "203.0.113.9");

        Assert.Equal((403, "address.refused"), await Problem.OfAsync(await http.GetAsync(Me)));
        Assert.Equal((403, "address.refused"), await Problem.OfAsync(await http.PostAsync("/api/v1/token", client.Form())));
        Assert.True(await app.ReadAsync(db => db.AuditEntries.AnyAsync(e => e.Actor == client.Id && e.Event == AuditEvents.AccessDenied)));
    }

    [Fact]
    public async Task Who_asks_too_often_is_told_when_to_come_again()
    {
        var http = await app.CallsAsAsync(await app.HasClientAsync([CustomerScopes.Read], rate: 12));

        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(Me)).StatusCode);
        var refused = await http.GetAsync(Me);

        Assert.Equal((429, "rate.exceeded"), await Problem.OfAsync(refused));
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
    }

    [Fact]
    public async Task Refusals_are_in_the_language_of_the_caller()
    {
        var http = app.Browser().Http;
        http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("zh-CN");

        var problem = await (await http.GetAsync(Me)).Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal("没有有效令牌", problem.GetProperty("title").GetString());
    }

    [Fact]
    public async Task The_description_names_every_address_its_scope_and_its_problems()
    {
        Assert.NotEqual(HttpStatusCode.OK, (await app.Browser().Http.GetAsync("/openapi/v1.json")).StatusCode);
        var http = await app.CallsAsAsync(await app.HasClientAsync([CustomerScopes.Read]));

        var description = await http.GetFromJsonAsync<JsonElement>("/openapi/v1.json");

        var paths = description.GetProperty("paths");
        var describe = paths.GetProperty(Me).GetProperty("get");
        Assert.Equal("client", describe.GetProperty("security")[0].GetProperty("token")[0].GetString());
        Assert.True(describe.GetProperty("responses").GetProperty("401").GetProperty("content").TryGetProperty("application/problem+json", out _));
        Assert.True(paths.TryGetProperty("/api/v1/token", out _));
        Assert.True(description.GetProperty("components").GetProperty("securitySchemes").TryGetProperty("token", out _));
    }

    private Task<uint> VersionAsync(TestClient client) => app.ReadAsync(db => db.ApiClients.Where(c => c.Id == client.Id).Select(c => c.Version).SingleAsync());

    private async Task<Guid> OldestSecretAsync(TestClient client) =>
        (await app.ReadAsync(db => db.ApiClients.AsSplitQuery().SingleAsync(c => c.Id == client.Id))).Secrets.MinBy(s => s.MadeAt)!.Id;
}

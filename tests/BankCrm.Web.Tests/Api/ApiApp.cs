using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using BankCrm.Application.Admin;
using BankCrm.Application.Admin.ApiClients;
using BankCrm.Application.Common;
using BankCrm.Domain.Admin.ApiClients;
using BankCrm.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Web.Tests.Api;

/// <summary>The application as other systems call it, at a time that the test can turn.</summary>
public class ApiApp : TestApp
{
    public const string FromHeader = "X-Test-Address";

    public ApiClock Clock { get; } = new();

    /// <summary>A client that may call from the computer itself.</summary>
    public async Task<TestClient> HasClientAsync(IReadOnlyList<string> scopes, IReadOnlyList<Guid>? branches = null, string source = "CORE", int rate = 60_000)
    {
        var client = new TestClient(Guid.CreateVersion7(), ApiSecret.New());
        await WorkAsync<object?>((db, _) =>
        {
            var made = ApiClient.Create(
                client.Id, $"Core {client.Id:n}", source, new(scopes, branches is null, branches ?? [], ["127.0.0.1"], rate, ValidUntil: null),
                Guid.CreateVersion7(), ApiSecret.HashOf(client.Secret), Clock.GetUtcNow());
            made.Enable();
            db.AddRange(made, new ApiClientUse(client.Id));
            return Task.FromResult<object?>(null);
        });
        return client;
    }

    /// <summary>As an administrator would.</summary>
    public async Task SendAsync<TCommand>(TCommand command)
    {
        await using var scope = Services.GetRequiredService<IServiceScopeFactory>()
            .CreateWork(CurrentUser.System("test", AdminPermissions.ChangeApiClients));
        await scope.ServiceProvider.GetRequiredService<ICommandHandler<TCommand>>().HandleAsync(command, CancellationToken.None);
    }

    /// <summary>The other system, with a token.</summary>
    public async Task<HttpClient> CallsAsAsync(TestClient client)
    {
        var http = Browser().Http;
        var answer = await http.PostAsync("/api/v1/token", client.Form());
        var token = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return http;
    }

    protected override void Configure(IServiceCollection services)
    {
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton<IStartupFilter, FromSomewhere>();
    }

    private sealed class FromSomewhere : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, then) =>
            {
                context.Connection.RemoteIpAddress = IPAddress.Parse(context.Request.Headers[FromHeader].FirstOrDefault() ?? "127.0.0.1");
                return then(context);
            });
            next(app);
        };
    }
}

public sealed record TestClient(Guid Id, string Secret)
{
    public FormUrlEncodedContent Form() => new(new Dictionary<string, string>
    {
        ["grant_type"] = "client_credentials",
        ["client_id"] = Id.ToString(),
        ["client_secret"] = Secret,
    });
}

public sealed class ApiClock : TimeProvider
{
    private TimeSpan ahead;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + ahead;

    public void Turn(TimeSpan by) => ahead += by;
}

internal static class Problem
{
    public static async Task<(int Status, string Code)> OfAsync(HttpResponseMessage answer)
    {
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.NotEmpty(problem.GetProperty("reference").GetString()!);
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
        Assert.Equal((int)answer.StatusCode, problem.GetProperty("status").GetInt32());
        return ((int)answer.StatusCode, problem.GetProperty("code").GetString()!);
    }
}

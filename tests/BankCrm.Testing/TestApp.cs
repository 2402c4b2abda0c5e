using System.Net;
using BankCrm.Application.Admin.Users;
using BankCrm.Domain.Common;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BankCrm.Testing;

/// <summary>The whole application, as it is served, on a database of its own.</summary>
public class TestApp : TestBank, IAsyncLifetime
{
    private readonly string data = Directory.CreateTempSubdirectory("bankcrm-test-").FullName;
    private WebApplicationFactory<Program> factory = null!;

    public override IServiceProvider Services => factory.Services;

    /// <summary>Where it is served, without a slash at the end; only if it is.</summary>
    public string Address => $"http://127.0.0.1:{factory.ClientOptions.BaseAddress.Port}";

    /// <summary>By a port that other processes can call, not only within the test.</summary>
    protected virtual bool IsServed => false;

    public async Task InitializeAsync()
    {
        await PrepareAsync();
        factory = new WebApplicationFactory<Program>().WithWebHostBuilder(web =>
        {
            web.UseEnvironment("Test");
            web.UseSetting("ConnectionStrings:BankCrm", Database.ApplicationConnectionString);
            web.UseSetting("BankCrm:DataDirectory", data);
            web.UseSetting("BankCrm:Campaigns:LinkAddress", "https://bank.example");
            web.UseSetting(WebHostDefaults.ServerUrlsKey, "http://127.0.0.1:0"); // any free port
            web.ConfigureServices(Configure);
        });
        if (IsServed)
        {
            factory.UseKestrel();
            factory.StartServer();
        }

        await OpenHeadOfficeAsync();
    }

    public async Task DisposeAsync()
    {
        await factory.DisposeAsync();
        await Database.DisposeAsync();
        Directory.Delete(data, recursive: true);
    }

    /// <summary>A browser at which this colleague has signed in. Where they are asked whether it is them, they show it.</summary>
    public async Task<TestBrowser> SignedInAsAsync(TestStaff staff)
    {
        var sessions = Services.GetRequiredService<SessionDirectory>();
        var secret = await sessions.OpenAsync(staff.Id, "127.0.0.1", "test", limit: 2, CancellationToken.None);
        return Browser(
            async purpose => await sessions.ShowAsync((await sessions.PeekAsync(secret, CancellationToken.None))!.SessionId!.Value, purpose, CancellationToken.None),
            new Cookie("crm", secret, "/", "localhost"));
    }

    /// <summary>A browser at which nobody has signed in.</summary>
    public TestBrowser Browser(params Cookie[] cookies) => Browser(show: null, cookies);

    private TestBrowser Browser(Func<StepUpPurpose, Task>? show, params Cookie[] cookies)
    {
        var jar = new CookieContainer();
        foreach (var cookie in cookies)
        {
            jar.Add(cookie);
        }

        var http = factory.CreateDefaultClient(new Uri("http://localhost"), new Microsoft.AspNetCore.Mvc.Testing.Handlers.CookieContainerHandler(jar));
        return new(http, jar, show);
    }

    protected virtual void Configure(IServiceCollection services)
    {
    }
}

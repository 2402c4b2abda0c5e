using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Application.Customers.Registration;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Infrastructure.Admin;
using BankCrm.Testing;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace BankCrm.Browser.Tests;

/// <summary>The application, served to a real browser, with the demonstration bank in it. One for all journeys.</summary>
public sealed class BrowserApp : TestBank, IAsyncLifetime
{
    private readonly string data = Directory.CreateTempSubdirectory("bankcrm-browser-").FullName;
    private WebApplicationFactory<Program> factory = null!;
    private IPlaywright playwright = null!;

    public override IServiceProvider Services => factory.Services;

    public IBrowser Browser { get; private set; } = null!;

    /// <summary>Where it is served, without a slash at the end.</summary>
    public string Address { get; private set; } = "";

    public async Task InitializeAsync()
    {
        playwright = await Playwright.CreateAsync();
        Browser = await Chromium.StartAsync(playwright);
        await PrepareAsync();
        factory = new WebApplicationFactory<Program>().WithWebHostBuilder(Configure);
        factory.UseKestrel();
        factory.StartServer();
        Address = $"http://localhost:{factory.ClientOptions.BaseAddress.Port}";
        await DemonstrationStaff.FillAsync(Services, CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        if (Browser is not null)
        {
            await Browser.DisposeAsync();
        }

        playwright?.Dispose();
        if (factory is not null)
        {
            await factory.DisposeAsync();
            await Database.DisposeAsync();
        }

        Directory.Delete(data, recursive: true);
    }

    /// <summary>A customer whom this colleague has registered at their branch.</summary>
    public async Task<Guid> HasCustomerAsync(string userName, CustomerDraft draft)
    {
        var colleague = new TestActor(this, async db => await StaffAccess.OfAsync(
            db, await db.Staff.Where(s => s.UserName == userName).Select(s => s.Id).SingleAsync(), Branch.DayAt(TimeProvider.System.GetUtcNow()),
            CancellationToken.None) ?? CurrentUser.Nobody);
        await colleague.SendAsync(new RegisterCustomer { Draft = draft });
        return draft.Id;
    }

    private void Configure(IWebHostBuilder web)
    {
        web.UseEnvironment("Test");
        web.UseSetting(WebHostDefaults.ServerUrlsKey, "http://127.0.0.1:0"); // any free port
        web.UseSetting("ConnectionStrings:BankCrm", Database.ApplicationConnectionString);
        web.UseSetting("BankCrm:DataDirectory", data);
        web.UseSetting("BankCrm:Campaigns:LinkAddress", "https://bank.example");
        web.UseSetting("Serilog:MinimumLevel", "Error"); // what failed shall not drown in what went well
        foreach (var limit in new[] { "Pages", "Searches", "Suggestions", "CustomerViews" })
        {
            web.UseSetting($"BankCrm:Limits:{limit}", "100000"); // the journeys of a whole day are made in a minute, by one machine
        }
    }
}

/// <summary>Named by every journey, which therefore share the application and run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class Journeys : ICollectionFixture<BrowserApp>
{
    public const string Name = "journeys";
}

using BankCrm.Application.Accounts;
using BankCrm.Application.Customers;
using BankCrm.Domain.Platform.AuditTrail;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Web.Tests.Api;

public sealed class AccountsApiTests(ApiApp app) : IClassFixture<ApiApp>
{
    private static int accounts;

    [Fact]
    public async Task Accounts_and_movements_come_in_once_in_any_order()
    {
        var (http, source, holder) = await NewCoreAsync();
        var number = NewNumber();
        Assert.Equal(["refused"], await http.SendAsync("transactions:batch", Movement(1, number, "R-1", 100)));

        Assert.Equal(["applied"], await http.SendAsync("accounts:upsert", Account(1, number, holder, version: 1)));
        Assert.Equal(["applied", "applied"], await http.SendAsync("transactions:batch", Movement(2, number, "R-2", 25.5m), Movement(1, number, "R-1", 100)));
        Assert.Equal(["duplicate", "unchanged"], await http.SendAsync("transactions:batch", Movement(2, number, "R-2", 25.5m), Movement(3, number, "R-1", 100)));

        var balance = await app.ReadAsync(db => db.Accounts.Where(a => a.Source == source).Select(a => a.Balance).SingleAsync());
        Assert.Equal(125.5m, balance);
    }

    [Fact]
    public async Task An_older_version_is_stale_and_a_movement_told_otherwise_is_a_conflict()
    {
        var (http, source, holder) = await NewCoreAsync();
        var number = NewNumber();
        await http.SendAsync("accounts:upsert", Account(1, number, holder, version: 5));
        await http.SendAsync("transactions:batch", Movement(1, number, "R-1", 100));

        Assert.Equal(["stale"], await http.SendAsync("accounts:upsert", Account(2, number, holder, version: 4)));
        Assert.Equal(["conflict"], await http.SendAsync("transactions:batch", Movement(2, number, "R-1", 99)));

        Assert.Equal(100m, await app.ReadAsync(db => db.Accounts.Where(a => a.Source == source).Select(a => a.Balance).SingleAsync()));
        Assert.Equal("transactions", (await app.ReadAsync(db => db.MessageConflicts.SingleAsync(c => c.Source == source))).Stream);
    }

    [Fact]
    public async Task Rates_come_in_and_replace_those_of_the_same_day()
    {
        var http = await app.CallsAsAsync(await app.HasClientAsync([AccountScopes.WriteRates]));

        Assert.Equal(["applied"], await http.SendAsync("rates:upsert", Rate(1, "SEK", 0.74m)));
        Assert.Equal(["unchanged", "applied"], await http.SendAsync("rates:upsert", Rate(2, "SEK", 0.74m), Rate(3, "NOK", 0.7m)));
        Assert.Equal(["refused"], await http.SendAsync("rates:upsert", Rate(4, "CNY", 1)));
        Assert.Equal(["applied"], await http.SendAsync("rates:upsert", Rate(5, "SEK", 0.75m)));

        Assert.Equal(0.75m, await app.ReadAsync(db => db.ExchangeRates.Where(r => r.Currency == "SEK").Select(r => r.Rate).SingleAsync()));
    }

    [Fact]
    public async Task A_client_of_some_branches_only_does_not_send_accounts()
    {
        var branch = app.NewBranch();
        await branch.SaveAsync();
        var client = await app.HasClientAsync([AccountScopes.Write], [branch.Id]);
        var http = await app.CallsAsAsync(client);

        var refused = await http.PostAsync("accounts:upsert", Account(1, NewNumber(), "C0000000001", version: 1));

        Assert.Equal((403, "scope.missing"), await Problem.OfAsync(refused));
        Assert.True(await app.ReadAsync(db => db.AuditEntries.AnyAsync(e => e.Event == AuditEvents.AccessDenied && e.Actor == client.Id)));
    }

    [Fact]
    public async Task Each_scope_opens_its_own_address()
    {
        var http = await app.CallsAsAsync(await app.HasClientAsync([AccountScopes.Write, CustomerScopes.Write]));

        var refused = await http.PostAsync("transactions:batch", Movement(1, "1", "R-1", 100));

        Assert.Equal((403, "scope.missing"), await Problem.OfAsync(refused));
    }

    private static object Rate(long sequence, string currency, decimal rate) => new { sequence, record = new { currency, validFrom = "2026-03-02", rate } };

    private static object Account(long sequence, string number, string holder, long version) => new
    {
        sequence,
        record = new
        {
            number,
            kind = "current",
            currency = "CNY",
            status = "open",
            version,
            asOf = "2026-06-01T08:00:00Z",
            holders = new[] { new { role = "owner", customerNumber = holder } },
        },
    };

    private static object Movement(long sequence, string account, string reference, decimal amount) => new
    {
        sequence,
        record = new { account, reference, bookedOn = "2026-06-02", amount, currency = "CNY", kind = "transfer", bookedAt = "2026-06-02T09:00:00Z", text = "Rent" },
    };

    private static string NewNumber() => $"6200{Interlocked.Increment(ref accounts):00000000}";

    private async Task<(HttpClient Http, string Source, string Holder)> NewCoreAsync()
    {
        var holder = await app.NewBranch().HasCustomerAsync();
        var source = $"A{Guid.NewGuid():n}"[..12].ToUpperInvariant();
        var client = await app.HasClientAsync([AccountScopes.Write, AccountScopes.WriteTransactions], branches: null, source);
        return (await app.CallsAsAsync(client), source, await app.ReadAsync(db => db.Customers.Where(c => c.Id == holder).Select(c => c.Number).SingleAsync()));
    }
}

using System.Net;
using BankCrm.Application.Accounts;
using BankCrm.Application.Accounts.Reconciliation;
using BankCrm.Domain.Admin.Roles;
using BankCrm.Testing;
using BankCrm.Web.Tests.Api;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Web.Tests.Accounts.Reconciliation;

public sealed class ReconciliationTests(ApiApp app) : IClassFixture<ApiApp>
{
    private static int accounts;

    [Fact]
    public async Task What_was_told_is_compared_with_what_arrived_and_differences_come_first()
    {
        var (http, source, account) = await NewCoreAsync();
        await http.SendAsync("transactions:batch", Movement(1, account, "A", "2026-06-01", 100m), Movement(2, account, "B", "2026-06-01", -30m), Movement(4, account, "C", "2026-06-02", 5m));
        await http.SendAsync("day-totals:upsert", Total(1, "2026-06-01", 2, 100m, 30m, closing: 70m), Total(2, "2026-06-02", 2, 15m, 0m, closing: 85m));
        var officer = await app.SignedInAsAsync(await app.NewBranch().HasStaffAsync(RoleReach.AllBranches, ReconciliationPermissions.Read, AccountPermissions.Read));

        var list = await officer.OpenAsync($"/accounts/reconciliation?Source={source}");

        var rows = list.Html.QuerySelectorAll("main table.sticky tbody tr").Select(r => r.TextContent).ToList();
        Assert.Equal(2, rows.Count);
        Assert.Contains("Differs", rows[0]);
        Assert.Contains("Agrees", rows[1]);

        var day = (await officer.OpenAsync($"/accounts/reconciliation/{source}/2026-06-02")).Text("main");
        Assert.Contains("10.00", day);
        Assert.Contains("transactions: messages 3 to 3 did not arrive, or were refused.", day);
        Assert.Contains(account[^4..], day);
        Assert.DoesNotContain(account, day);
        Assert.Contains("85.00", day);
        Assert.Contains("75.00", day); // closing, by what has arrived

        await http.SendAsync("transactions:batch", Movement(3, account, "D", "2026-06-02", 10m), Movement(1, account, "A", "2026-06-01", 100m));

        Assert.DoesNotContain("Differs", (await officer.OpenAsync($"/accounts/reconciliation?Source={source}")).Text("main table.sticky"));
        Assert.Contains("No message of this source is missing.", (await officer.OpenAsync($"/accounts/reconciliation/{source}/2026-06-02")).Text("main"));
    }

    [Fact]
    public async Task A_later_word_of_the_source_replaces_what_it_told_of_a_day()
    {
        var (http, source, _) = await NewCoreAsync();

        Assert.Equal(["applied", "unchanged"], await http.SendAsync("day-totals:upsert", Total(1, "2026-06-01", 2, 100m, 30m), Total(2, "2026-06-01", 2, 100m, 30m)));
        Assert.Equal(["applied"], await http.SendAsync("day-totals:upsert", Total(3, "2026-06-01", 3, 101m, 30m, asOf: "2026-06-03T00:00:00Z")));
        Assert.Equal(["stale", "refused"], await http.SendAsync("day-totals:upsert", Total(4, "2026-06-01", 9, 9m, 9m, asOf: "2026-06-02T12:00:00Z"), Total(5, "2026-06-02", -1, 0m, 0m)));

        Assert.Equal(3, await app.ReadAsync(db => db.ToldDays.Where(d => d.Source == source).Select(d => d.Movements).SingleAsync()));
    }

    [Fact]
    public async Task The_sums_of_the_whole_bank_are_for_those_who_see_all_of_it()
    {
        var branch = app.NewBranch();

        Assert.Equal(HttpStatusCode.Forbidden, (await (await app.SignedInAsAsync(await branch.HasStaffAsync(ReconciliationPermissions.Read))).OpenAsync("/accounts/reconciliation")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await app.SignedInAsAsync(await branch.HasStaffAsync(RoleReach.AllBranches, AccountPermissions.Read))).OpenAsync("/accounts/reconciliation")).Status);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await (await app.SignedInAsAsync(await branch.HasStaffAsync(RoleReach.AllBranches, ReconciliationPermissions.Read))).OpenAsync("/accounts/reconciliation/NOBODY/2026-06-01")).Status);
    }

    private static object Movement(long sequence, string account, string reference, string day, decimal amount) => new
    {
        sequence,
        record = new { account, reference, bookedOn = day, amount, currency = "CNY", kind = "transfer" },
    };

    private static object Total(long sequence, string day, long movements, decimal credit, decimal debit, decimal? closing = null, string asOf = "2026-06-02T20:00:00Z") => new
    {
        sequence,
        record = new { day, currency = "CNY", asOf, movements, credit, debit, closingBalance = closing },
    };

    private async Task<(HttpClient Http, string Source, string Account)> NewCoreAsync()
    {
        var holder = await app.NewBranch().HasCustomerAsync();
        var source = $"A{Guid.NewGuid():n}"[..12].ToUpperInvariant();
        var http = await app.CallsAsAsync(await app.HasClientAsync([AccountScopes.Write, AccountScopes.WriteTransactions], branches: null, source));
        var account = $"6288{Interlocked.Increment(ref accounts):000000000000}";
        await http.SendAsync("accounts:upsert", new
        {
            sequence = 1,
            record = new
            {
                number = account,
                kind = "current",
                currency = "CNY",
                status = "open",
                version = 1,
                asOf = "2026-05-01T08:00:00Z",
                holders = new[] { new { role = "owner", customerNumber = await app.ReadAsync(db => db.Customers.Where(c => c.Id == holder).Select(c => c.Number).SingleAsync()) } },
            },
        });
        return (http, source, account);
    }
}

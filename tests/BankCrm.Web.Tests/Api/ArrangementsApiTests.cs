using BankCrm.Application.Accounts;
using BankCrm.Application.Customers;
using BankCrm.Domain.Platform.Messages;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Web.Tests.Api;

public sealed class ArrangementsApiTests(ApiApp app) : IClassFixture<ApiApp>
{
    private static int cards;

    [Fact]
    public async Task What_hangs_on_an_account_comes_in_is_shown_masked_and_finds_its_customer()
    {
        var branch = app.NewBranch();
        var customer = await branch.HasCustomerAsync();
        var (http, source, account) = await HasAccountAsync(customer);
        var card = NewCard();

        Assert.Equal(["applied"], await http.SendAsync("cards:upsert", Message(1, Card(account, card))));
        Assert.Equal(["applied"], await http.SendAsync("standing-orders:upsert", Message(1, new
        {
            account,
            reference = "D1",
            version = 1,
            asOf = "2026-06-01T08:00:00Z",
            amount = 3200.5m,
            currency = "CNY",
            rhythm = "monthly",
            status = "active",
            nextOn = "2026-07-01",
            counterparty = "自如租房",
            counterpartyAccount = "6222020000001288",
            purpose = "房租",
        })));
        Assert.Equal(["applied"], await http.SendAsync("loans:upsert", Message(1, new
        {
            account,
            reference = "L77",
            version = 1,
            asOf = "2026-06-01T08:00:00Z",
            amount = 1200m,
            currency = "CNY",
            grantedOn = "2026-01-01",
            status = "inArrears",
            instalments = new[]
            {
                new { number = 1, dueOn = "2026-02-01", principal = 600m, interest = 3m, paid = true },
                new { number = 2, dueOn = "2026-03-01", principal = 600m, interest = 1.5m, paid = false },
            },
        })));
        Assert.Equal(["applied"], await http.SendAsync("positions:upsert", Message(1, new
        {
            account,
            instrument = "CND10002",
            version = 1,
            asOf = "2026-06-01T08:00:00Z",
            name = "稳健固收",
            quantity = 10m,
            price = 104.32m,
            currency = "CNY",
            value = 1043.2m,
            valuedOn = "2026-06-01",
            grade = "r2",
        })));

        var teller = await app.SignedInAsAsync(await branch.HasStaffAsync(AccountPermissions.Read, CustomerPermissions.Read));
        var id = await app.ReadAsync(db => db.Accounts.Where(a => a.Source == source).Select(a => a.Id).SingleAsync());
        var page = await teller.OpenAsync($"/accounts/{id}");
        var text = page.Text("main");
        Assert.DoesNotContain(card, page.Html.DocumentElement.OuterHtml);
        Assert.DoesNotContain("6222020000001288", page.Html.DocumentElement.OuterHtml);
        foreach (var shown in new[] { $"400005******{card[^4..]}", "自如租房", "1 of 2 instalments paid", "Running, in arrears", "稳健固收", "R2, medium-low", $"from {source}, at" })
        {
            Assert.Contains(shown, text);
        }

        Assert.EndsWith($"/customers/{customer}", (await teller.OpenAsync($"/search?q={card[..4]}+{card[4..]}")).Address.AbsolutePath);
        var stranger = await app.SignedInAsAsync(await app.NewBranch().HasStaffAsync(CustomerPermissions.Read));
        Assert.EndsWith("/search", (await stranger.OpenAsync($"/search?q={card}")).Address.AbsolutePath);
    }

    [Fact]
    public async Task Sections_of_what_an_account_does_not_have_are_not_shown()
    {
        var branch = app.NewBranch();
        var (_, source, _) = await HasAccountAsync(await branch.HasCustomerAsync());
        var id = await app.ReadAsync(db => db.Accounts.Where(a => a.Source == source).Select(a => a.Id).SingleAsync());

        var text = (await (await app.SignedInAsAsync(await branch.HasStaffAsync(AccountPermissions.Read))).OpenAsync($"/accounts/{id}")).Text("main");

        Assert.All(["Cards on the account", "Standing orders", "Repayment schedule", "Positions"], heading => Assert.DoesNotContain(heading, text));
    }

    [Fact]
    public async Task A_card_told_otherwise_under_one_version_is_a_conflict_and_its_number_is_masked_there()
    {
        var (http, source, account) = await HasAccountAsync(await app.NewBranch().HasCustomerAsync());
        var card = NewCard();
        Assert.Equal(["refused"], await http.SendAsync("cards:upsert", Message(1, Card("999999", card))));
        Assert.Equal(["applied"], await http.SendAsync("cards:upsert", Message(1, Card(account, card, version: 2))));

        Assert.Equal(["unchanged", "stale", "conflict"], await http.SendAsync(
            "cards:upsert",
            Message(2, Card(account, card, version: 2)), Message(3, Card(account, card, version: 1)), Message(4, Card(account, card, version: 2, status: "blocked"))));

        Assert.Equal(ConflictReason.SameRecord, await app.ReadAsync(db => db.MessageConflicts.Where(c => c.Source == source).Select(c => c.Reason).SingleAsync()));
    }

    [Theory]
    [InlineData("cvv", "x9y8z7")] // no number that the trace of an answer may hold by chance
    [InlineData("pin", "x4y8z2")]
    [InlineData("track2", ";4000056655665556=29041011000?")]
    public async Task What_proves_that_one_has_the_card_is_refused_and_not_repeated(string name, string value)
    {
        var (http, source, account) = await HasAccountAsync(await app.NewBranch().HasCustomerAsync());

        var answer = await http.PostAsync("cards:upsert", Message(1, new Dictionary<string, object>(Card(account, NewCard())) { [name] = value }));

        Assert.DoesNotContain(value, await answer.Content.ReadAsStringAsync());
        Assert.Equal((400, "body.unreadable"), await Problem.OfAsync(answer));
        Assert.Equal(0, await app.ReadAsync(db => db.Cards.CountAsync(c => c.Account.Source == source)));
    }

    private static object Message(long sequence, object record) => new { sequence, record };

    private static Dictionary<string, object> Card(string account, string number, long version = 1, string status = "active") => new()
    {
        ["account"] = account,
        ["reference"] = "K1",
        ["version"] = version,
        ["asOf"] = "2026-06-01T08:00:00Z",
        ["number"] = number,
        ["kind"] = "debit",
        ["status"] = status,
        ["validTo"] = "2029-04-30",
    };

    private static string NewCard() => Domain.Customers.IdentityDocuments.BankCard.Completed($"400005{Interlocked.Increment(ref cards):000000000}");

    private async Task<(HttpClient Http, string Source, string Account)> HasAccountAsync(Guid holder)
    {
        var source = $"A{Guid.NewGuid():n}"[..12].ToUpperInvariant();
        var http = await app.CallsAsAsync(await app.HasClientAsync([AccountScopes.Write, AccountScopes.WriteArrangements], branches: null, source));
        var account = $"6299{Interlocked.Increment(ref cards):00000000}";
        Assert.Equal(["applied"], await http.SendAsync("accounts:upsert", Message(1, new
        {
            number = account,
            kind = "current",
            currency = "CNY",
            status = "open",
            version = 1,
            asOf = "2026-06-01T08:00:00Z",
            holders = new[] { new { role = "owner", customerNumber = await app.ReadAsync(db => db.Customers.Where(c => c.Id == holder).Select(c => c.Number).SingleAsync()) } },
        })));
        return (http, source, account);
    }
}

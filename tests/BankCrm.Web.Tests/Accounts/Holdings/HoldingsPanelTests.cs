using BankCrm.Application.Accounts;
using BankCrm.Application.Accounts.Intake;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Domain.Accounts;
using BankCrm.Domain.Accounts.Transactions;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Web.Tests.Accounts.Holdings;

public sealed class HoldingsPanelTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task The_customers_page_shows_what_they_hold_and_whence_it_is_known()
    {
        var branch = app.NewBranch();
        var (rich, poor) = (await branch.HasCustomerAsync(), await branch.HasCustomerAsync());
        await TakeAsync(rich, "6217000000008001", AccountKind.Savings, 1234.5m, AccountStatus.Frozen);
        var browser = await app.SignedInAsAsync(await branch.HasStaffAsync(CustomerPermissions.Read, AccountPermissions.Read));

        var page = await browser.OpenAsync($"/customers/{rich}");

        var deposits = page.Html.QuerySelector("details.holdings")!;
        Assert.Contains("¥1,234.50", deposits.QuerySelector("summary")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("621700******8001", deposits.TextContent, StringComparison.Ordinal);
        Assert.Contains("Frozen", deposits.TextContent, StringComparison.Ordinal);
        Assert.Contains("from CORE, at 2 Mar 2026 09:00", deposits.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("6217000000008001", page.Source, StringComparison.Ordinal);
        Assert.Contains("holds no account", (await browser.OpenAsync($"/customers/{poor}")).Source, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_tells_how_the_money_moved_and_each_part_is_reached_by_a_link()
    {
        var branch = app.NewBranch();
        var customer = await branch.HasCustomerAsync();
        await TakeAsync(customer, "6217000000008003", AccountKind.Savings, 1234.5m, AccountStatus.Open);
        var today = Branch.DayAt(TimeProvider.System.GetUtcNow());
        await using (var scope = app.Services.GetRequiredService<IServiceScopeFactory>().CreateWork(CurrentUser.System("core", AccountPermissions.TakeIn)))
        {
            await scope.ServiceProvider.GetRequiredService<IAccountIntake>().TakeTransactionsAsync(
                "CORE", [new("6217000000008003", "A/1", today.AddDays(-1), -34.5m, "CNY", TransactionKind.CardPayment) { Counterparty = "Green <b>market</b>" }], CancellationToken.None);
        }

        var browser = await app.SignedInAsAsync(await branch.HasStaffAsync(CustomerPermissions.Read, AccountPermissions.Read));
        var page = await browser.OpenAsync($"/customers/{customer}");

        var recent = page.Html.QuerySelector("#RecentPanel")!;
        Assert.Contains("Green <b>market</b>", recent.TextContent, StringComparison.Ordinal);
        var link = recent.QuerySelector("a")!.GetAttribute("href")!.Split('#');
        Assert.NotNull((await browser.OpenAsync(link[0])).Html.GetElementById(link[1]));
        Assert.Contains("¥1,200.00", page.Html.QuerySelector("#MonthEndsPanel table")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Nothing in the next three months.", page.Html.QuerySelector("#UpcomingPanel")!.TextContent, StringComparison.Ordinal);
        Assert.All(page.Html.QuerySelectorAll("nav.sections a"), a => Assert.NotNull(page.Html.QuerySelector(a.GetAttribute("href")!)));
    }

    [Fact]
    public async Task Who_may_not_see_accounts_sees_no_panel()
    {
        var branch = app.NewBranch();
        var customer = await branch.HasCustomerAsync();
        await TakeAsync(customer, "6217000000008002", AccountKind.Savings, 10m, AccountStatus.Open);
        var browser = await app.SignedInAsAsync(await branch.HasStaffAsync(CustomerPermissions.Read));

        Assert.DoesNotContain("Holdings", (await browser.OpenAsync($"/customers/{customer}")).Source, StringComparison.Ordinal);
    }

    private async Task TakeAsync(Guid customer, string number, AccountKind kind, decimal balance, AccountStatus status)
    {
        var theirs = await app.ReadAsync(db => db.Customers.Where(c => c.Id == customer).Select(c => c.Number).SingleAsync());
        await using var scope = app.Services.GetRequiredService<IServiceScopeFactory>().CreateWork(CurrentUser.System("core", AccountPermissions.TakeIn));
        var outcome = await scope.ServiceProvider.GetRequiredService<IAccountIntake>().TakeAccountsAsync(
            "CORE",
            [
                new(number, kind, "CNY", status, 1, new(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(8)), [new(HolderRole.Owner, theirs, null)]) { Balance = balance },
            ],
            CancellationToken.None);
        Assert.Equal(IntakeResult.New, Assert.Single(outcome).Result);
    }
}

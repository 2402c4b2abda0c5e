using BankCrm.Application.Accounts;
using BankCrm.Application.Accounts.Intake;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Domain.Accounts;
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

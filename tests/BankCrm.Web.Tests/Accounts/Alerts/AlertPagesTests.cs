using System.Net;
using BankCrm.Application.Accounts;
using BankCrm.Application.Accounts.Alerts;
using BankCrm.Application.Accounts.Intake;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Domain.Accounts;
using BankCrm.Domain.Accounts.Alerts;
using BankCrm.Domain.Accounts.Transactions;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Admin.Roles;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BankCrm.Web.Tests.Accounts.Alerts;

public sealed class AlertPagesTests(TestApp app) : IClassFixture<TestApp>
{
    private static int accounts;

    [Fact]
    public async Task A_compliance_officer_finds_an_alert_takes_it_in_hand_and_closes_it()
    {
        var (_, alert) = await HasAlertAsync("钱多多");
        var officer = await OfficerAsync();

        var list = await officer.OpenAsync("/compliance/alerts");
        Assert.Contains("钱多多", list.Text("main"), StringComparison.Ordinal);
        var page = await officer.OpenAsync($"/compliance/alerts/{alert}");
        Assert.Contains("<i>cash</i>", page.Text("main"), StringComparison.Ordinal); // shown, not done
        page = await officer.SubmitAsync(page, "form[action*='handler=Acknowledge']");
        var refused = await officer.SubmitAsync(page, ("Act", "Close"), ("Text", "Sold a flat"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("Sold a flat", refused.Source, StringComparison.Ordinal);
        await officer.SubmitAsync(refused, ("Act", "Close"), ("Closing", nameof(AlertClosing.Explained)));

        Assert.Equal(AlertStatus.Closed, await app.ReadAsync(db => db.MovementAlerts.Where(a => a.Id == alert).Select(a => a.Status).SingleAsync()));
        Assert.Contains("钱多多", (await officer.OpenAsync("/compliance/alerts?View=Closed")).Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Neither_the_page_nor_the_customer_s_record_tells_others_of_it()
    {
        var (customer, alert) = await HasAlertAsync("孙静默");
        var manager = await app.SignedInAsAsync(await app.NewBranch().HasStaffAsync(RoleReach.AllBranches, AccountPermissions.Read, CustomerPermissions.Read));
        var officer = await OfficerAsync();

        Assert.Equal(HttpStatusCode.Forbidden, (await manager.OpenAsync("/compliance/alerts")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await manager.OpenAsync($"/compliance/alerts/{alert}")).Status);
        foreach (var page in new[] { "", "/timeline", "/history" })
        {
            Assert.DoesNotContain("Large amount of cash", (await manager.OpenAsync($"/customers/{customer}{page}")).Source, StringComparison.Ordinal);
        }

        Assert.Contains("Large amount of cash", (await officer.OpenAsync($"/customers/{customer}")).Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_watched_is_shown_with_its_source()
    {
        var auditor = await app.SignedInAsAsync(await app.NewBranch().HasStaffAsync(AudiencePermissions.Alerts));

        Assert.Contains("2016 No. 3", (await auditor.OpenAsync("/compliance/alerts/rules")).Text("main"), StringComparison.Ordinal);
    }

    private async Task<TestBrowser> OfficerAsync() => await app.SignedInAsAsync(await app.NewBranch().HasStaffAsync(
        RoleReach.AllBranches, AudiencePermissions.Alerts, AlertPermissions.Work, AccountPermissions.Read, CustomerPermissions.Read));

    private async Task<(Guid Customer, Guid Alert)> HasAlertAsync(string name)
    {
        var customer = await app.NewBranch().HasCustomerAsync(new() { Name = name });
        var owner = await app.ReadAsync(db => db.Customers.Where(c => c.Id == customer).Select(c => c.Number).SingleAsync());
        var number = $"6218{Interlocked.Increment(ref accounts):000000000000}";
        var now = TimeProvider.System.GetUtcNow();
        await using (var scope = app.Services.GetRequiredService<IServiceScopeFactory>().CreateWork(CurrentUser.System("core", AccountPermissions.TakeIn)))
        {
            var intake = scope.ServiceProvider.GetRequiredService<IAccountIntake>();
            await intake.TakeAccountsAsync(
                "CORE", [new(number, AccountKind.Savings, "CNY", AccountStatus.Open, 1, now, [new(HolderRole.Owner, owner, null)])], CancellationToken.None);
            await intake.TakeTransactionsAsync(
                "CORE", [new(number, "R1", Branch.DayAt(now), 60_000m, "CNY", TransactionKind.Cash) { Text = "<i>cash</i>" }], CancellationToken.None);
        }

        return (customer, await app.ReadAsync(db => db.MovementAlerts.Where(a => a.CustomerId == customer).Select(a => a.Id).SingleAsync()));
    }
}

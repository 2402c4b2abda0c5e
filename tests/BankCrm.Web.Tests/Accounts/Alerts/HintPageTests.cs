using System.Net;
using BankCrm.Application.Accounts;
using BankCrm.Application.Accounts.Alerts;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Domain.Accounts.Alerts;
using BankCrm.Domain.Accounts.Transactions;
using BankCrm.Domain.Admin.Roles;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace BankCrm.Web.Tests.Accounts.Alerts;

public sealed class HintPageTests(TestApp app) : IClassFixture<TestApp>
{
    private const string What = "Asked twice how much cash goes unreported <b>";

    [Fact]
    public async Task A_teller_passes_something_odd_on_and_compliance_finds_it_with_its_account()
    {
        var branch = app.NewBranch();
        var customer = await branch.HasCustomerAsync(new() { Name = "孙问问" });
        var (number, account) = await app.HasAccountAsync(customer);
        await app.TakeAsync(
        [
            new(number, "R1", TestAccounts.First, 400m, "CNY", TransactionKind.Fee) { Text = "odd one" },
            new(number, "R2", TestAccounts.First.AddDays(1), 400m, "CNY", TransactionKind.Fee) { Text = "another day" },
        ]);
        var writer = await branch.HasStaffAsync(CustomerPermissions.Read, AccountPermissions.Read, AlertPermissions.Hint);
        var teller = await app.SignedInAsAsync(writer);
        var officer = await app.SignedInAsAsync(await app.NewBranch().HasStaffAsync(
            RoleReach.AllBranches, AudiencePermissions.Alerts, AlertPermissions.Work, AccountPermissions.Read, CustomerPermissions.Read));

        var record = await teller.OpenAsync($"/customers/{customer}");
        var form = await teller.OpenAsync(record.Html.QuerySelectorAll("main a").Select(a => a.GetAttribute("href")!).Single(a => a.EndsWith("/hint", StringComparison.Ordinal)));
        Assert.DoesNotContain(number, form.Source, StringComparison.Ordinal);
        var empty = await teller.SubmitAsync(form, ("Text", "odd"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.Status);
        var done = await teller.SubmitAsync(form, ("Text", What), ("AccountId", account), ("Day", TestAccounts.First));

        Assert.EndsWith($"/customers/{customer}", done.Address.AbsolutePath, StringComparison.Ordinal);
        Assert.Contains("Passed on to compliance.", done.Source, StringComparison.Ordinal);
        Assert.Equal("This was passed on before.", (await teller.SubmitAsync(form, ("Text", What))).Refusal);
        var alert = Assert.Single(await AlertsAsync(customer));
        Assert.Equal((AlertRule.Hint, TestAccounts.First, TimeSpan.FromHours(24)), (alert.Rule, alert.Day, alert.DueAt - alert.RaisedAt));
        Assert.NotNull(alert.OwnerId);
        var page = await officer.OpenAsync($"/compliance/alerts/{alert.Id}");
        Assert.Contains(What, page.Text("main"), StringComparison.Ordinal); // shown, not done
        Assert.Contains($"/accounts/{account}", page.Html.QuerySelectorAll("main a.figures").Select(a => a.GetAttribute("href")));
        Assert.Contains("odd one", page.Text("main"), StringComparison.Ordinal);
        Assert.DoesNotContain("another day", page.Text("main"), StringComparison.Ordinal);
        Assert.Contains("Hint of a colleague", (await officer.OpenAsync($"/customers/{customer}")).Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_of_the_branch_can_tell_that_something_was_passed_on_not_even_the_writer()
    {
        var branch = app.NewBranch();
        var customer = await branch.HasCustomerAsync();
        var writer = await branch.HasStaffAsync(CustomerPermissions.Read, AlertPermissions.Hint);
        var manager = await app.SignedInAsAsync(await branch.HasStaffAsync(CustomerPermissions.Read, AuditPermissions.Read, AlertPermissions.Hint));
        var teller = await app.SignedInAsAsync(writer);
        var before = (await manager.OpenAsync($"/customers/{customer}")).Text("main");

        await teller.SubmitAsync(await teller.OpenAsync($"/customers/{customer}/hint"), ("Text", What));

        var alert = Assert.Single(await AlertsAsync(customer));
        Assert.Equal(before, (await manager.OpenAsync($"/customers/{customer}")).Text("main"));
        foreach (var browser in new[] { manager, teller })
        {
            foreach (var path in new[] { $"/customers/{customer}/timeline", $"/customers/{customer}/history", "/audit" })
            {
                var page = await browser.OpenAsync(path);
                Assert.DoesNotContain(page.Html.QuerySelectorAll("main tr, main li"), row => row.TextContent.Contains("An alert was raised", StringComparison.Ordinal));
                Assert.DoesNotContain(alert.Id.ToString(), page.Source, StringComparison.Ordinal);
            }

            Assert.Equal(HttpStatusCode.Forbidden, (await browser.OpenAsync($"/compliance/alerts/{alert.Id}")).Status);
        }

        var entry = await app.ReadAsync(db => db.AuditEntries.SingleAsync(e => e.ObjectId == alert.Id));
        Assert.Equal((AuditEvents.AlertRaised, writer.Id, null, null, null), (entry.Event, entry.Actor!.Value, entry.ActorBranch, entry.BranchId, entry.CustomerRef));
    }

    [Fact]
    public async Task Only_of_customers_one_sees_and_of_days_that_were()
    {
        var branch = app.NewBranch();
        var (customer, other) = (await branch.HasCustomerAsync(), await app.NewBranch().HasCustomerAsync());
        var teller = await app.SignedInAsAsync(await branch.HasStaffAsync(CustomerPermissions.Read, AccountPermissions.Read, AlertPermissions.Hint));
        var auditor = await app.SignedInAsAsync(await branch.HasStaffAsync(CustomerPermissions.Read));

        Assert.Equal(HttpStatusCode.NotFound, (await teller.OpenAsync($"/customers/{other}/hint")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await auditor.OpenAsync($"/customers/{customer}/hint")).Status);
        var form = await teller.OpenAsync($"/customers/{customer}/hint");
        var refused = await teller.SubmitAsync(form, ("Text", What), ("Day", DateOnly.MaxValue));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Empty(await AlertsAsync(customer));
    }

    private Task<List<MovementAlert>> AlertsAsync(Guid customer) => app.ReadAsync(db => db.MovementAlerts.Where(a => a.CustomerId == customer).ToListAsync());
}

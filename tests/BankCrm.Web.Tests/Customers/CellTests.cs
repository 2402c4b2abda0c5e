using System.Net;
using BankCrm.Application.Customers;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Web.Tests.Customers;

public sealed class CellTests(TestApp app) : IClassFixture<TestApp>
{
    private static readonly string[] Manager =
        [CustomerPermissions.Read, CustomerPermissions.Change, CustomerPermissions.ChangeIdentity];

    [Theory]
    [InlineData("tier", "Vip", "VIP")]
    [InlineData("stage", "Active", "Active")]
    [InlineData("tags", "golf, tea", "golf, tea")]
    public async Task A_value_is_changed_in_its_place_and_nothing_else(string field, string value, string shown)
    {
        var branch = app.NewBranch();
        var id = await branch.HasCustomerAsync(new() { Name = "欧阳娜娜", BirthDate = new(1988, 12, 31), Employer = "Blue Lantern Ltd" });
        var before = await app.ReadAsync(db => db.Customers.SingleAsync(c => c.Id == id));
        var manager = await branch.HasStaffAsync(Manager);
        var browser = await app.SignedInAsAsync(manager);

        var form = await browser.OpenAsync(await CellAsync(browser, id, field));
        var page = await browser.SubmitAsync(form, "form", ("value", value));

        Assert.Equal(shown, page.Text("[data-version]"));
        var after = await app.ReadAsync(db => db.Customers.SingleAsync(c => c.Id == id));
        Assert.Equal(after.Version.ToString(null, null), page.Html.QuerySelector("[data-version]")!.GetAttribute("data-version"));
        Assert.Equal((before.Name, before.BirthDate, before.Employer, before.Language), (after.Name, after.BirthDate, after.Employer, after.Language));
        var entry = await app.ReadAsync(db => db.AuditEntries.SingleAsync(e => e.CustomerRef == id && e.Event == AuditEvents.Changed));
        Assert.Equal(manager.Id, entry.Actor);
    }

    [Fact]
    public async Task Somebody_else_s_change_is_shown_and_not_overwritten()
    {
        var branch = app.NewBranch();
        var id = await branch.HasCustomerAsync();
        var browser = await app.SignedInAsAsync(await branch.HasStaffAsync(Manager));
        var form = await browser.OpenAsync(await CellAsync(browser, id, "stage"));
        await app.HasChangedAsync<Customer>(id, c => c.Classify(CustomerTier.Mass, LifeCycleStage.Dormant, CustomerLanguage.Chinese, []));

        var page = await browser.SubmitAsync(form, "form", ("value", "Active"));

        Assert.Contains("Someone else has changed this record", page.Refusal);
        Assert.Equal("Dormant", page.Text("option[selected]"));
        Assert.Equal(LifeCycleStage.Dormant, (await app.ReadAsync(db => db.Customers.SingleAsync(c => c.Id == id))).Stage);
        Assert.Equal("Active", (await browser.SubmitAsync(page, "form", ("value", "Active"))).Text("[data-version]"));
    }

    [Fact]
    public async Task The_owner_is_a_colleague_of_the_branch_and_a_bad_tag_is_explained()
    {
        var (branch, other) = (app.NewBranch(), app.NewBranch());
        var (rm, stranger) = (await branch.HasStaffAsync(), await other.HasStaffAsync());
        var id = await branch.HasCustomerAsync();
        var browser = await app.SignedInAsAsync(await branch.HasStaffAsync(Manager));

        var form = await browser.OpenAsync(await CellAsync(browser, id, "owner"));
        Assert.DoesNotContain(stranger.Id.ToString(), form.Source);
        Assert.Equal(rm.Name, (await browser.SubmitAsync(form, "form", ("value", rm.Id))).Text("[data-version]"));
        form = await browser.OpenAsync(await CellAsync(browser, id, "tags"));
        Assert.NotEmpty((await browser.SubmitAsync(form, "form", ("value", new string('x', 31)))).Refusal);
    }

    [Fact]
    public async Task Who_may_not_change_it_is_offered_nothing_and_gets_nothing()
    {
        var branch = app.NewBranch();
        var id = await branch.HasCustomerAsync();
        var foreign = await app.NewBranch().HasCustomerAsync();
        var reader = await app.SignedInAsAsync(await branch.HasStaffAsync(CustomerPermissions.Read));
        var rm = await app.SignedInAsAsync(await branch.HasStaffAsync(CustomerPermissions.Read, CustomerPermissions.ChangeOwn));
        var manager = await app.SignedInAsAsync(await branch.HasStaffAsync(Manager));

        Assert.Empty((await reader.OpenAsync("/customers")).Html.QuerySelectorAll("td.edits"));
        Assert.Empty((await rm.OpenAsync("/customers")).Html.QuerySelectorAll("td.edits"));
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.OpenAsync($"/customers/{id}/cell?field=tier")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await rm.OpenAsync($"/customers/{id}/cell?field=stage")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await manager.OpenAsync($"/customers/{foreign}/cell?field=stage")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await manager.OpenAsync($"/customers/{id}/cell?field=name")).Status);
    }

    // As the script asks: the address and the version stand in the row.
    private static async Task<string> CellAsync(TestBrowser browser, Guid id, string field)
    {
        var list = await browser.OpenAsync("/customers?columns=name,tier,stage,owner,tags");
        var row = list.Html.QuerySelectorAll("tbody tr").Single(r => r.InnerHtml.Contains(id.ToString(), StringComparison.Ordinal));
        Assert.Equal(4, row.QuerySelectorAll("td.edits").Length);
        return $"{row.GetAttribute("data-cells")}?field={field}&version={row.GetAttribute("data-version")}";
    }
}

using System.Net;
using BankCrm.Application.Customers;
using BankCrm.Testing;

namespace BankCrm.Web.Tests.Customers.Deaths;

public sealed class DeathPagesTests(TestApp app) : IClassFixture<TestApp>
{
    private static readonly string[] Teller = [CustomerPermissions.Read, CustomerPermissions.Change];

    [Fact]
    public async Task One_reports_it_another_confirms_it_and_lists_search_and_record_say_so()
    {
        var branch = app.NewBranch();
        var customer = await branch.HasCustomerAsync(new() { Name = "陆静安" });
        var (teller, manager) = (await app.SignedInAsAsync(await branch.HasStaffAsync(Teller)), await app.SignedInAsAsync(await branch.HasStaffAsync([.. Teller, CustomerPermissions.ChangeIdentity])));

        var record = await teller.OpenAsync($"/customers/{customer}");
        Assert.NotNull(record.Html.QuerySelector($"a[href='/customers/{customer}/death']"));
        var form = await teller.OpenAsync($"/customers/{customer}/death");
        var refused = await teller.SubmitAsync(form, "form[action*='Report']", ("Day", "2199-01-01"), ("KnownBy", "Court"), ("Number", "<b>7</b>"));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "The date of death lies in the future."), (refused.Status, refused.Refusal));
        Assert.Equal("<b>7</b>", refused.ValueOf("Number"));
        var reported = await teller.SubmitAsync(refused, "form[action*='Report']", ("Day", "2026-11-02"));
        Assert.Contains("It is reported. A colleague confirms it.", reported.Text("body"), StringComparison.Ordinal);
        Assert.Null(reported.Html.QuerySelector("form[action*='Confirm']"));

        Assert.Contains("陆静安", (await manager.OpenAsync("/customers/deaths")).Text("main"), StringComparison.Ordinal);
        var confirmed = await manager.SubmitAsync(await manager.OpenAsync($"/customers/{customer}/death"), "form[action*='Confirm']");
        Assert.Contains("It is confirmed.", confirmed.Text("body"), StringComparison.Ordinal);

        Assert.Contains("Deceased", (await teller.OpenAsync($"/customers/{customer}")).Text("main"), StringComparison.Ordinal);
        Assert.Contains("Deceased", (await teller.OpenAsync("/customers")).Text("tbody"), StringComparison.Ordinal);
        Assert.Contains("Deceased", (await teller.OpenAsync("/search/suggest?q=陆静安")).Text("body"), StringComparison.Ordinal);
        var undone = await manager.SubmitAsync(confirmed, "form[action*='Undo']", ("UndoWhy", "A namesake"));
        Assert.Contains("It is taken back: they live.", undone.Text("body"), StringComparison.Ordinal);
        Assert.DoesNotContain("Deceased", (await teller.OpenAsync("/customers")).Text("tbody"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_change_nothing_finds_no_form_and_another_branch_nothing()
    {
        var branch = app.NewBranch();
        var customer = await branch.HasCustomerAsync();
        var reader = await app.SignedInAsAsync(await branch.HasStaffAsync(CustomerPermissions.Read));
        var stranger = await app.SignedInAsAsync(await app.NewBranch().HasStaffAsync(Teller));

        Assert.Null((await reader.OpenAsync($"/customers/{customer}/death")).Html.QuerySelector("main form"));
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.OpenAsync("/customers/deaths")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.OpenAsync($"/customers/{customer}/death")).Status);
    }
}

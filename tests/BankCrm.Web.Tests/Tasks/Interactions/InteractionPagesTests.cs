using System.Net;
using BankCrm.Application.Customers;
using BankCrm.Application.Tasks.Interactions;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Web.Tests.Tasks.Interactions;

public sealed class InteractionPagesTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task A_call_is_logged_from_the_customers_page_and_can_be_changed_corrected_and_withdrawn()
    {
        var branch = app.NewBranch();
        var customer = await branch.HasCustomerAsync();
        var browser = await app.SignedInAsAsync(await branch.HasStaffAsync(CustomerPermissions.Read, InteractionPermissions.Log, InteractionPermissions.Read));
        var page = await browser.OpenAsync($"/customers/{customer}");
        Assert.Equal("n i", page.Html.QuerySelector($"a[href='/customers/{customer}/interactions/new']")!.GetAttribute("data-keys"));

        var form = await browser.OpenAsync($"/customers/{customer}/interactions/new");
        var refused = await browser.SubmitAsync(form, "form:has([name='Input.Said.Subject'])", ("Said.Subject", ""), ("Said.Text", "He was pleased"));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "He was pleased"), (refused.Status, refused.ValueOf("Said.Text")));
        await browser.SubmitAsync(refused, "form:has([name='Input.Said.Subject'])", ("Said.Subject", "<b>Mortgage</b>"));

        page = await browser.OpenAsync($"/customers/{customer}");
        Assert.Contains("&lt;b&gt;Mortgage&lt;/b&gt;", page.Source, StringComparison.Ordinal);
        Assert.Contains("Last contact", page.Source, StringComparison.Ordinal);
        var id = await app.ReadAsync(db => db.Interactions.Where(i => i.CustomerId == customer).Select(i => i.Id).SingleAsync());
        Assert.Contains("&lt;b&gt;Mortgage&lt;/b&gt;", (await browser.OpenAsync("/interactions?Kind=Phone")).Source, StringComparison.Ordinal);
        Assert.Contains("Mortgage", (await browser.OpenAsync($"/customers/{customer}/timeline?Topic=Contacts")).Source, StringComparison.Ordinal);

        await browser.SubmitAsync(await browser.OpenAsync($"/interactions/{id}/edit"), "form:has([name='Input.Said.Subject'])", ("Said.Subject", "Savings"));
        page = await browser.OpenAsync($"/interactions/{id}");
        Assert.Equal("Savings", page.Title);
        page = await browser.SubmitAsync(page, "form[action*='handler=Correct']", ("Correction.Text", "It was his wife"));
        Assert.Contains("It was his wife", page.Source, StringComparison.Ordinal);
        page = await browser.SubmitAsync(page, "form[action*='handler=Withdraw']", ("reason", "Another customer"));
        Assert.Contains("Another customer", page.Source, StringComparison.Ordinal);
        Assert.Contains("No contact matches.", (await browser.OpenAsync("/interactions")).Source, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_branch_finds_nothing_and_who_only_reads_is_not_offered_to_log()
    {
        var branch = app.NewBranch();
        var customer = await branch.HasCustomerAsync();
        var reader = await app.SignedInAsAsync(await branch.HasStaffAsync(CustomerPermissions.Read, InteractionPermissions.Read));
        var stranger = await app.SignedInAsAsync(await app.NewBranch().HasStaffAsync(CustomerPermissions.Read, InteractionPermissions.Log, InteractionPermissions.Read));

        Assert.DoesNotContain("interactions/new", (await reader.OpenAsync($"/customers/{customer}")).Source, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.OpenAsync($"/customers/{customer}/interactions/new")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.OpenAsync($"/customers/{customer}/interactions/new")).Status);
    }

    [Fact]
    public async Task A_branch_s_template_fills_the_form_and_a_document_is_kept_with_what_was_logged()
    {
        var branch = app.NewBranch();
        var customer = await branch.HasCustomerAsync();
        var manager = await app.SignedInAsAsync(await branch.HasStaffAsync(InteractionPermissions.Templates, InteractionPermissions.Read));
        var teller = await app.SignedInAsAsync(await branch.HasStaffAsync(CustomerPermissions.Read, InteractionPermissions.Log, InteractionPermissions.Read));
        Assert.Contains("The branch has no templates yet.", (await manager.OpenAsync("/interactions/templates")).Text("main"));

        var list = await manager.SubmitAsync(
            await manager.OpenAsync("/interactions/templates/new"), ("Name", "Maturity <b>call"), ("Kind", "Visit"), ("Subject", "After the deposit"), ("Text", "Wishes:"));
        Assert.Contains("Maturity <b>call", list.Text("main"));
        var begin = (await teller.OpenAsync($"/customers/{customer}/interactions/new")).Html.QuerySelector("a[href*='template=']")!.GetAttribute("href")!;
        var form = await teller.OpenAsync(begin);
        Assert.Equal(("After the deposit", "Visit"), (form.ValueOf("Said.Subject"), form.ValueOf("Said.Kind")));
        await teller.SubmitAsync(form, "form:has([name='Input.Said.Subject'])");

        var id = await app.ReadAsync(db => db.Interactions.Where(i => i.CustomerId == customer).Select(i => i.Id).SingleAsync());
        Assert.NotNull((await teller.OpenAsync($"/interactions/{id}")).Html.QuerySelector($"#attach[action^='/documents/interactions/{id}']"));
        Assert.Null((await manager.OpenAsync($"/interactions/{id}")).Html.QuerySelector("#attach"));
        Assert.Equal(HttpStatusCode.Forbidden, (await teller.OpenAsync("/interactions/templates")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await manager.OpenAsync("/interactions/templates/nothing")).Status);
    }
}

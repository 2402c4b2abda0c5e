using System.Net;
using BankCrm.Application.Customers;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Relationships;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace BankCrm.Web.Tests.Customers.Relationships;

public sealed class RelationPagesTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task A_relation_is_found_saved_shown_changed_and_taken_back()
    {
        var (branch, browser, wang) = await TellerAsync();
        var firm = await branch.HasCustomerAsync(new() { Kind = CustomerKind.Organisation, Name = "北京博远科技有限公司" });

        var found = await browser.OpenAsync($"/customers/{wang}/relations/new?q={Uri.EscapeDataString("北京博远")}");
        var form = await browser.OpenAsync(Assert.Single(found.Html.QuerySelectorAll(".picked a")).GetAttribute("href")!);
        var list = await browser.SubmitAsync(form, ("Role", "CompanyOwned"), ("Share", "12.5"), ("Since", "2020-05-01"), ("Note", "创始人"));
        await browser.SubmitAsync(form, ("Role", "CompanyOwned"), ("Share", "12.5")); // the same form, sent twice

        Assert.EndsWith($"/customers/{wang}/relations", list.Address.AbsolutePath);
        Assert.Contains("Company owned, 12.50%", list.Text("main table"));
        Assert.Contains("创始人", list.Text("main table"));
        Assert.Equal(1, await app.ReadAsync(db => db.Relations.CountAsync(r => r.FromId == wang)));
        var node = Assert.Single(list.Html.QuerySelectorAll(".map a"));
        Assert.Equal($"/customers/{firm}/relations", node.GetAttribute("href"));
        Assert.Equal("Company owned, 12.50%: 北京博远科技有限公司", node.GetAttribute("aria-label"));
        Assert.Empty(list.Html.QuerySelectorAll("[style]"));
        Assert.Contains("Shareholder, 12.50% 王磊", string.Join(' ', (await browser.OpenAsync($"/customers/{firm}")).Text(".relations").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));

        var change = await browser.OpenAsync(list.Html.QuerySelector("main table td:last-child a")!.GetAttribute("href")!);
        Assert.Equal(("12.5", "2020-05-01", "创始人"), (change.ValueOf("Share"), change.ValueOf("Since"), change.ValueOf("Note")));
        await browser.SubmitAsync(change, "form[data-form]", ("Share", "20"));
        var ended = await browser.SubmitAsync(await browser.OpenAsync(change.Address.AbsolutePath), "form[action*='handler=End' i]", ("day", "2025-01-01"));
        Assert.Contains("Related in the past", ended.Text("main"));
        var gone = await browser.SubmitAsync(await browser.OpenAsync(change.Address.AbsolutePath), "form[action*='handler=TakeBack' i]");
        Assert.Contains("No relation to another customer is known.", gone.Text("main"));
    }

    [Fact]
    public async Task A_form_that_is_refused_comes_back_as_it_was_with_the_reason()
    {
        var (branch, browser, wang) = await TellerAsync();
        var liu = await branch.HasCustomerAsync(new() { Name = "刘婷" });
        var form = await browser.OpenAsync($"/customers/{wang}/relations/new?with={liu}");

        var page = await browser.SubmitAsync(form, ("Role", "Spouse"), ("Share", "10"), ("Note", "kept"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("Only a shareholder has a share.", page.Refusal);
        Assert.Equal(("Spouse", "10", "kept"), (page.ValueOf("Role"), page.ValueOf("Share"), page.ValueOf("Note")));
        Assert.DoesNotContain("Shareholder", form.Text("[name='Input.Role']"));
    }

    [Fact]
    public async Task Who_shares_a_telephone_is_taken_into_the_household_with_one_click()
    {
        var (branch, browser, _) = await TellerAsync();
        var (li, zhao) = (await branch.HasCustomerAsync(new() { Name = "李秀英", Landline = "010-62310041" }), await branch.HasCustomerAsync(new() { Name = "赵敏", Landline = "010-62310041" }));

        var page = await browser.OpenAsync($"/customers/{li}/relations");
        Assert.Contains("Same telephone", page.Text(".suggestions"));
        var done = await browser.SubmitAsync(page, "form[action*='handler=Together' i]");

        Assert.Contains("They are in one household now.", done.Source);
        Assert.Empty(done.Html.QuerySelectorAll(".suggestions"));
        Assert.Equal("Household of 李秀英", await app.ReadAsync(db => db.Households.Where(h => h.Members.Any(m => m.CustomerId == zhao)).Select(h => h.Name).SingleAsync()));
        var again = await browser.SubmitAsync(page, "form[action*='handler=Together' i]");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.Status);
        Assert.Contains("They are in one household already.", again.Refusal);
    }

    [Fact]
    public async Task A_household_is_formed_filled_and_handed_on()
    {
        var (branch, browser, wang) = await TellerAsync();
        var liu = await branch.HasCustomerAsync(new() { Name = "刘婷", Tier = CustomerTier.Private });

        var form = await browser.OpenAsync($"/customers/{wang}/household");
        Assert.Equal("Household of 王磊", form.ValueOf("Name"));
        await browser.SubmitAsync(form, "form[data-form]", ("Name", "王刘之家"));
        var joined = await browser.SubmitAsync(await browser.OpenAsync($"/customers/{wang}/household?with={liu}"), "form[action*='handler=Join' i]");
        Assert.Contains("刘婷", joined.Text("main table"));
        await browser.SubmitAsync(joined, "form[action*='handler=Head' i]");

        Assert.Equal(liu, await app.ReadAsync(db => db.Households.Where(h => h.Name == "王刘之家").Select(h => h.HeadId).SingleAsync()));
        var renamed = await browser.SubmitAsync(await browser.OpenAsync($"/customers/{wang}/household"), "form[action*='handler=Rename' i]", ("name", "刘王之家"));
        Assert.Equal("刘王之家", renamed.Title);
        Assert.Contains("A household was formed", (await browser.OpenAsync($"/customers/{wang}/timeline")).Text(".story"));
        var relations = await browser.OpenAsync($"/customers/{wang}/relations");
        Assert.Contains("Same household", relations.Text(".map"));
        var left = await browser.SubmitAsync(await browser.OpenAsync($"/customers/{liu}/household"), "form[action*='handler=Leave' i]");
        Assert.Contains("王磊", left.Text("main table"));
        var dissolved = await browser.SubmitAsync(left, "form[action*='handler=Dissolve' i]");
        Assert.Contains("They are in no household yet.", dissolved.Text("main"));
    }

    [Fact]
    public async Task A_suggestion_is_declined_with_one_click()
    {
        var (branch, browser, wang) = await TellerAsync(new() { Name = "王磊", Mobile = "13612345678" });
        await branch.HasCustomerAsync(new() { Name = "赵六", Mobile = "13612345678" });

        var page = await browser.OpenAsync($"/customers/{wang}/relations");
        var after = await browser.SubmitAsync(page, "form[action*='handler=Decline' i]");

        Assert.Contains("Same telephone", page.Text(".suggestions"));
        Assert.Null(after.Html.QuerySelector(".suggestions"));
    }

    [Fact]
    public async Task More_than_the_map_can_hold_stands_in_the_list()
    {
        var (branch, browser, firm) = await TellerAsync(new() { Kind = CustomerKind.Organisation, Name = "恒源公司" });
        for (var i = 0; i < 26; i++)
        {
            var employee = await branch.HasCustomerAsync(new() { Name = $"员工{i}" });
            await browser.SubmitAsync(await browser.OpenAsync($"/customers/{firm}/relations/new?with={employee}"), ("Role", "Employee"));
        }

        var page = await browser.OpenAsync($"/customers/{firm}/relations");

        Assert.Equal((24, 26), (page.Html.QuerySelectorAll(".map a").Length, page.Html.QuerySelectorAll("main table tbody tr").Length));
        Assert.Contains("And 2 more", page.Text("main"));
    }

    [Fact]
    public async Task Another_branch_finds_no_page_and_a_reader_no_forms()
    {
        var (branch, _, wang) = await TellerAsync();
        var stranger = await app.SignedInAsAsync(await app.NewBranch().HasStaffAsync(CustomerPermissions.Read, CustomerPermissions.Change));
        var reader = await app.SignedInAsAsync(await branch.HasStaffAsync(CustomerPermissions.Read));

        foreach (var page in new[] { "relations", "relations/new", $"relations/{Guid.NewGuid()}", "household" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.OpenAsync($"/customers/{wang}/{page}")).Status);
        }

        var seen = await reader.OpenAsync($"/customers/{wang}/relations");
        Assert.Equal(HttpStatusCode.OK, seen.Status);
        Assert.Null(seen.Html.QuerySelector("main form[method=post]"));
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.OpenAsync($"/customers/{wang}/relations/new")).Status);
    }

    private async Task<(TestBranch Branch, TestBrowser Browser, Guid Customer)> TellerAsync(Application.Customers.Registration.CustomerDraft? draft = null)
    {
        var branch = app.NewBranch();
        var teller = await branch.HasStaffAsync(CustomerPermissions.Read, CustomerPermissions.Change);
        return (branch, await app.SignedInAsAsync(teller), await branch.HasCustomerAsync(draft ?? new() { Name = "王磊" }));
    }
}

using System.Net;
using BankCrm.Application.Customers;
using BankCrm.Domain.Customers;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Web.Tests.Customers.Selections;

public sealed class BulkPagesTests(TestApp app) : IClassFixture<TestApp>
{
    private static readonly string[] Manager = [CustomerPermissions.Read, CustomerPermissions.Bulk, CustomerPermissions.Change];

    [Fact]
    public async Task From_the_list_to_the_change_of_all_that_match_and_back()
    {
        var branch = app.NewBranch();
        var (manager, rm) = (await branch.HasStaffAsync(Manager), await branch.HasStaffAsync());
        var vip = await branch.HasCustomerAsync(new() { Name = "欧阳锋", Tier = CustomerTier.Vip });
        await branch.HasCustomerAsync(new() { Name = "李娜" });
        var browser = await app.SignedInAsAsync(manager);

        var list = await browser.OpenAsync("/customers?tier=Vip");
        var selection = await PressAsync(browser, list, "true");
        Assert.Equal("1 customer selected", selection.Title);
        Assert.Contains("Tier: VIP", selection.Text("main"));
        Assert.Contains("欧阳锋", selection.Text("tbody"));

        var ask = await browser.OpenAsync(selection.Html.QuerySelector(".head-actions a")!.GetAttribute("href")!);
        Assert.Null(ask.Html.QuerySelector("main form[method=post]"));
        var shown = await browser.OpenAsync(ask.Address.AbsolutePath + $"?kind=Assign&ownerId={rm.Id}&tag=");
        Assert.Contains($"{rm.Name} looks after them.", shown.Text("main"));
        var change = await browser.SubmitAsync(shown);
        change = await EndedAsync(browser, change);
        Assert.Contains("1 customer", change.Text("main"));
        Assert.Equal(rm.Id, await OwnerAsync(vip));

        var undone = await EndedAsync(browser, await browser.SubmitAsync(change));
        Assert.Contains("Put back", undone.Text("main"));
        Assert.Null(await OwnerAsync(vip));
        Assert.Contains("Give to a colleague", (await browser.OpenAsync("/customers/bulk")).Text("tbody"));
    }

    [Fact]
    public async Task Ticking_nobody_says_so_and_leads_back_to_the_list()
    {
        var branch = app.NewBranch();
        await branch.HasCustomerAsync();
        var browser = await app.SignedInAsAsync(await branch.HasStaffAsync(Manager));

        var page = await PressAsync(browser, await browser.OpenAsync("/customers?tier=Mass"), "false");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("No customer is selected.", page.Refusal);
        Assert.Equal("/customers?tier=Mass", page.Html.QuerySelector("main p a")?.GetAttribute("href"));
    }

    [Fact]
    public async Task Who_may_do_nothing_with_many_ticks_nothing()
    {
        var branch = app.NewBranch();
        await branch.HasCustomerAsync();
        var browser = await app.SignedInAsAsync(await branch.HasStaffAsync(CustomerPermissions.Read));

        Assert.Empty((await browser.OpenAsync("/customers")).Html.QuerySelectorAll(".tick"));
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.OpenAsync("/customers/bulk")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.OpenAsync($"/customers/selections/{Guid.NewGuid()}/change")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.OpenAsync($"/customers/selections/{Guid.NewGuid()}")).Status);
    }

    [Fact]
    public async Task A_wish_that_cannot_be_is_refused_before_it_is_confirmed()
    {
        var branch = app.NewBranch();
        await branch.HasCustomerAsync();
        var stranger = await app.NewBranch().HasStaffAsync();
        var browser = await app.SignedInAsAsync(await branch.HasStaffAsync(Manager));
        var selection = await PressAsync(browser, await browser.OpenAsync("/customers"), "true");

        foreach (var (wish, why) in new[] { ($"kind=Assign&ownerId={stranger.Id}", "Choose a colleague from"), ("kind=AddTag&tag=", "Enter the tag."), ("kind=AddTag&tag=a,b", "Enter one tag only.") })
        {
            var page = await browser.OpenAsync($"{selection.Address.AbsolutePath}/change?{wish}");
            Assert.Contains(why, page.Refusal);
            Assert.Null(page.Html.QuerySelector("main form[method=post]"));
        }
    }

    // The two buttons of the form say whether all that match are meant.
    private static async Task<TestPage> PressAsync(TestBrowser browser, TestPage list, string all)
    {
        var form = list.Html.QuerySelector("#selection")!;
        var input = list.Html.CreateElement("input");
        input.SetAttribute("name", "all");
        input.SetAttribute("value", all);
        form.AppendChild(input);
        return await browser.SubmitAsync(list, "#selection");
    }

    private static async Task<TestPage> EndedAsync(TestBrowser browser, TestPage page)
    {
        for (var tries = 0; page.Html.QuerySelector("[aria-busy=true]") is not null; tries++)
        {
            Assert.True(tries < 300, "The change does not end.");
            await Task.Delay(100);
            page = await browser.OpenAsync(page.Address.AbsolutePath);
        }

        return page;
    }

    private Task<Guid?> OwnerAsync(Guid id) => app.ReadAsync(db => db.Customers.Where(c => c.Id == id).Select(c => c.OwnerId).SingleAsync());
}

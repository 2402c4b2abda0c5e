using System.Net;
using BankCrm.Application.Customers;
using BankCrm.Application.Platform.Lists;
using BankCrm.Domain.Customers;
using BankCrm.Testing;
using Xunit;

namespace BankCrm.Web.Tests.Customers.Lists;

public sealed class ListPagesTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task A_list_is_begun_from_a_selection_filters_the_list_and_is_changed_on_a_customer_s_page()
    {
        var branch = app.NewBranch();
        var vip = await branch.HasCustomerAsync(new() { Name = "欧阳锋", Tier = CustomerTier.Vip });
        var other = await branch.HasCustomerAsync(new() { Name = "黄药师" });
        var browser = await app.SignedInAsAsync(await branch.HasStaffAsync(CustomerPermissions.Read, CustomerPermissions.Lists, ListPermissions.Share));

        var picked = await browser.OpenAsync("/customers?tier=Vip");
        var input = picked.Html.CreateElement("input");
        input.SetAttribute("name", "all");
        input.SetAttribute("value", "true");
        picked.Html.QuerySelector("#selection")!.AppendChild(input);
        var selection = await browser.SubmitAsync(picked, "#selection");
        var form = await browser.OpenAsync(selection.Html.QuerySelector(".head-actions a")!.GetAttribute("href")!);
        var list = await browser.SubmitAsync(form, "form[action*='handler=New' i]", ("Name", "Golf day"));

        Assert.Equal("/customers", list.Address.AbsolutePath);
        Assert.Equal("List: Golf day", Assert.Single(list.Html.QuerySelectorAll(".chip")).TextContent.Trim());
        Assert.Equal($"/customers/{vip}", Assert.Single(list.Html.QuerySelectorAll("tbody a")).GetAttribute("href"));

        var page = await browser.OpenAsync($"/customers/{other}/lists");
        Assert.Contains("is on it", (await browser.SubmitAsync(page, "form[action*='handler=Add' i]")).Text("tbody"));
        Assert.Contains("Golf day", (await browser.OpenAsync($"/customers/{other}")).Text("main"));
        Assert.Equal(2, (await browser.OpenAsync(list.Address.PathAndQuery)).Html.QuerySelectorAll("tbody tr").Length);
        var off = await browser.SubmitAsync(await browser.OpenAsync($"/customers/{vip}/lists"), "form[action*='handler=TakeOff' i]");
        Assert.DoesNotContain("is on it", off.Text("tbody"));

        var lists = await browser.OpenAsync("/customers/lists");
        var edit = await browser.OpenAsync(lists.Html.QuerySelector(".row-buttons a")!.GetAttribute("href")!);
        var renamed = await browser.SubmitAsync(edit, "form[data-form]", ("Name", "Golf"), ("Audience", "Branch"));
        Assert.Contains("My branch", renamed.Text("tbody"));
        var gone = await browser.SubmitAsync(await browser.OpenAsync(edit.Address.AbsolutePath), "form[action*='handler=Delete' i]");
        Assert.Contains("There are no lists yet.", gone.Text("main"));
    }

    [Fact]
    public async Task A_list_without_a_name_comes_back_with_the_reason_and_a_strangers_list_says_whose_it_is_not()
    {
        var branch = app.NewBranch();
        await branch.HasCustomerAsync();
        var browser = await app.SignedInAsAsync(await branch.HasStaffAsync(CustomerPermissions.Read, CustomerPermissions.Lists));

        var refused = await browser.SubmitAsync(await browser.OpenAsync("/customers/lists"), "form[action*='handler=New' i]", ("Name", ""));
        var foreign = await browser.OpenAsync($"/customers?list={Guid.NewGuid()}");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal("List: A list that is not yours to use", Assert.Single(foreign.Html.QuerySelectorAll(".chip")).TextContent.Trim());
        Assert.Contains("No customer matches.", foreign.Text("main"));
        Assert.Equal(HttpStatusCode.NotFound, (await browser.OpenAsync($"/customers/lists/{Guid.NewGuid()}")).Status);
    }

    [Fact]
    public async Task Who_may_keep_no_lists_finds_none_of_it()
    {
        var branch = app.NewBranch();
        var customer = await branch.HasCustomerAsync();
        var browser = await app.SignedInAsAsync(await branch.HasStaffAsync(CustomerPermissions.Read));

        Assert.Equal(HttpStatusCode.Forbidden, (await browser.OpenAsync("/customers/lists")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.OpenAsync($"/customers/{customer}/lists")).Status);
        Assert.DoesNotContain("Put on a list", (await browser.OpenAsync($"/customers/{customer}")).Text("main"));
    }
}

using System.Net;
using BankCrm.Application.Customers;
using BankCrm.Application.Platform.Lists;
using BankCrm.Domain.Customers;
using BankCrm.Testing;
using BankCrm.Web.Platform.TagHelpers;

namespace BankCrm.Web.Tests.Platform.Lists;

public sealed class ViewPagesTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task The_list_as_it_is_shown_is_kept_and_opened_again()
    {
        var branch = app.NewBranch();
        var vip = await branch.HasCustomerAsync(new() { Name = "欧阳锋", Tier = CustomerTier.Vip });
        await branch.HasCustomerAsync(new() { Name = "李娜" });
        var browser = await app.SignedInAsAsync(await branch.HasStaffAsync(CustomerPermissions.Read));

        var list = await browser.OpenAsync("/customers?tier=Vip&columns=name,tier&sort=name");
        var form = await browser.OpenAsync(Item(list, "Save this view"));
        var saved = await browser.SubmitAsync(form, ("Name", "Our VIPs"));

        Assert.Equal($"/customers/{vip}", saved.Html.QuerySelector("tbody a")?.GetAttribute("href"));
        Assert.Equal("Our VIPs", saved.Text(".view-name"));
        Assert.Equal(["Name", "Tier"], saved.Html.QuerySelectorAll("thead th").Select(th => th.TextContent.Trim()));
        var opened = await browser.OpenAsync(Item(await browser.OpenAsync("/customers"), "Our VIPs"));
        Assert.Equal("Our VIPs", opened.Text(".view-name"));
        Assert.Single(opened.Html.QuerySelectorAll("tbody tr"));
        var changed = await browser.OpenAsync(opened.Html.QuerySelector(".chip-off")!.GetAttribute("href")!);
        Assert.Contains("changed since", changed.Text("summary:has(.view-name)"));

        var replaced = await browser.SubmitAsync(await browser.OpenAsync(Item(changed, "Save this view")), "form[action*=Replace]");
        Assert.Equal("Our VIPs", replaced.Text(".view-name"));
        Assert.DoesNotContain("changed since", replaced.Text("summary:has(.view-name)"));
        Assert.Equal(2, replaced.Html.QuerySelectorAll("tbody tr").Length);
    }

    [Fact]
    public async Task A_default_view_is_where_the_list_opens_until_it_is_taken_back()
    {
        var branch = app.NewBranch();
        await branch.HasCustomerAsync(new() { Name = "欧阳锋", Tier = CustomerTier.Vip });
        await branch.HasCustomerAsync(new() { Name = "李娜" });
        var browser = await app.SignedInAsAsync(await branch.HasStaffAsync(CustomerPermissions.Read));
        await browser.SubmitAsync(await browser.OpenAsync(Item(await browser.OpenAsync("/customers?tier=Vip"), "Save this view")), ("Name", "Vips"));

        var views = await browser.SubmitAsync(await browser.OpenAsync("/lists/customers/views"), "form[action*=Open]");
        Assert.Contains("the list opens so", views.Text("tbody"));
        var list = await browser.OpenAsync("/customers");
        Assert.Single(list.Html.QuerySelectorAll("tbody tr"));
        var all = await browser.OpenAsync(list.Html.QuerySelector(".filters-buttons a")!.GetAttribute("href")!);
        Assert.Equal(2, all.Html.QuerySelectorAll("tbody tr").Length);

        var renamed = await browser.SubmitAsync(await browser.OpenAsync(views.Html.QuerySelector("a[href*='/views/']")!.GetAttribute("href")!), ("Name", "The few"));
        Assert.Contains("The few", renamed.Text("tbody"));
        Assert.Contains("There are no saved views yet.", (await browser.SubmitAsync(renamed, "form[action*=Delete]")).Text("main"));
        Assert.Equal(2, (await browser.OpenAsync("/customers")).Html.QuerySelectorAll("tbody tr").Length);
    }

    [Fact]
    public async Task Chosen_columns_and_widths_come_back_without_an_address()
    {
        var branch = app.NewBranch();
        await branch.HasCustomerAsync();
        var browser = await app.SignedInAsAsync(await branch.HasStaffAsync(CustomerPermissions.Read));

        await browser.SubmitAsync(await browser.OpenAsync("/customers/columns?columns=name,tier,phone"), ("places[tier]", 9), ("wide[phone]", 12));

        var list = await browser.OpenAsync("/customers");
        Assert.Equal(["Name", "Phone", "Tier"], list.Html.QuerySelectorAll("thead th").Select(th => th.TextContent.Trim()));
        Assert.Contains("w-12", list.Html.QuerySelector("th[data-column=phone]")!.ClassName);
    }

    [Fact]
    public async Task Who_may_not_share_is_not_asked_with_whom_and_cannot()
    {
        var branch = app.NewBranch();
        var (teller, manager) = (await app.SignedInAsAsync(await branch.HasStaffAsync(CustomerPermissions.Read)),
            await app.SignedInAsAsync(await branch.HasStaffAsync(CustomerPermissions.Read, ListPermissions.Share)));

        Assert.Empty((await teller.OpenAsync("/lists/customers/views/new")).Html.QuerySelectorAll("[name='Input.Audience']"));
        Assert.NotEmpty((await manager.OpenAsync("/lists/customers/views/new")).Html.QuerySelectorAll("[name='Input.Audience']"));
        Assert.Equal(HttpStatusCode.NotFound, (await teller.OpenAsync("/lists/secrets/views")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await teller.OpenAsync($"/lists/customers/views/{Guid.NewGuid()}")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await app.SignedInAsAsync(await branch.HasStaffAsync())).OpenAsync("/lists/customers/views")).Status);
    }

    [Theory]
    [InlineData("name:12,tier:7", "name:12,tier:8")]
    [InlineData("name:1,tier:900", "name:4,tier:40")]
    [InlineData("<b>:12,name:x,tier:99999999999,:3", "")]
    [InlineData(null, "")]
    public void Widths_are_read_in_the_steps_there_are(string? given, string read) => Assert.Equal(read, ColumnWidths.Read(given).ToString());

    private static string Item(TestPage page, string words) =>
        page.Html.QuerySelectorAll(".menu-item").First(item => item.TextContent.Trim() == words).GetAttribute("href")!;
}

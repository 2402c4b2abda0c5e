using System.Globalization;
using System.Net;
using BankCrm.Application.Products;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Products.Catalogue;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Web.Tests.Products.Catalogue;

public sealed class ProductPagesTests(TestApp app) : IClassFixture<TestApp>
{
    private static readonly DateOnly Today = Branch.DayAt(TimeProvider.System.GetUtcNow());
    private static int numbers;

    [Fact]
    public async Task A_product_is_added_given_new_terms_and_withdrawn_by_the_forms_there_are()
    {
        var browser = await ManagerAsync();
        var code = NextCode();

        var form = await browser.OpenAsync("/products/new");
        form = await browser.OpenAsync("/products/new" + form.Html.QuerySelector("a[href$='=Wealth']")!.GetAttribute("href"));
        var page = await browser.SubmitAsync(
            form, ("Code", code.ToLowerInvariant()), ("Given.Terms.Name", "Fund <b>"), ("Given.Terms.ChineseName", "基金"), ("Given.Channels", "Web"),
            ("Given.Terms.IssuerGrade", "R2"), ("Given.Terms.OwnGrade", "R4"), ("Given.Terms.RateKind", "Aimed"), ("Given.Terms.Rate", "2.5"),
            ("Given.Terms.Minimum", "10,000.50"));
        Assert.Equal($"/products/{code}", page.Address.AbsolutePath, ignoreCase: true);
        Assert.Equal("Fund <b>", page.Title);
        Assert.Contains("Customers of investor class C4, C5.", page.Source, StringComparison.Ordinal);
        Assert.Contains("¥10,000.50", page.Source, StringComparison.Ordinal);

        form = await browser.OpenAsync($"/products/{code}/edit");
        Assert.Equal(("", "2.5"), (form.ValueOf("Given.ValidFrom"), form.ValueOf("Given.Terms.Rate")));
        page = await browser.SubmitAsync(form, ("Given.ValidFrom", Iso(Today.AddDays(30))), ("Given.Terms.Rate", "2.75"));
        Assert.Contains("Version 2", page.Source, StringComparison.Ordinal);
        Assert.Contains("<s>2.50%</s>", page.Source, StringComparison.Ordinal);
        var later = await browser.OpenAsync($"/products/{code}?on={Iso(Today.AddDays(30))}");
        Assert.Contains("2.75%", later.Text(".columns-main .card"), StringComparison.Ordinal);
        var before = await browser.OpenAsync($"/products/{code}?on={Iso(Today.AddDays(-1))}");
        Assert.Contains("not there yet", before.Source, StringComparison.Ordinal);

        form = await browser.OpenAsync(page.Html.QuerySelector("a[href*='coming=']")!.GetAttribute("href")!);
        page = await browser.SubmitAsync(form, ("Given.ValidFrom", Iso(Today.AddDays(31))), ("Given.Terms.Rate", "2.8"));
        Assert.Contains("2.80%", page.Source, StringComparison.Ordinal);
        page = await browser.SubmitAsync(page, "form[action*='Cancel']");
        Assert.DoesNotContain("Version 2", page.Source, StringComparison.Ordinal);

        form = await browser.OpenAsync($"/products/{code}/withdraw");
        page = await browser.SubmitAsync(form, ("Reason", "Too risky"));
        Assert.Contains("Too risky", page.Source, StringComparison.Ordinal);
        page = await browser.SubmitAsync(page, "form[action*='PutBack']");
        Assert.Contains("On sale", page.Source, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_form_comes_back_as_it_was_left_with_a_word_beside_each_field()
    {
        var browser = await ManagerAsync();

        var form = await browser.OpenAsync("/products/new?class=Insurance");
        var page = await browser.SubmitAsync(
            form, ("Code", "a b"), ("Currency", "RMB"), ("Given.Terms.Name", "Kept"), ("Given.Terms.Rate", "2"), ("Given.Channels", "Mobile"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Equal("A code has capital letters and figures, and dashes in between.", page.Text("#Input_Code-error"));
        Assert.Equal("Choose a currency.", page.Text("#Input_Currency-error"));

        page = await browser.SubmitAsync(page, ("Code", NextCode()), ("Currency", "CNY"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Equal("Please fill this in.", page.Text("#Input_Given_Terms_ChineseName-error"));
        Assert.Equal("Choose the kind of rate.", page.Text("#Input_Given_Terms_RateKind-error"));
        Assert.Equal("Choose the bank's own grade.", page.Text("#Input_Given_Terms_OwnGrade-error"));
        Assert.Equal("Kept", page.ValueOf("Given.Terms.Name"));
        Assert.True(page.Html.QuerySelector("#channel-Mobile")!.HasAttribute("checked"));
        Assert.False(page.Html.QuerySelector("#channel-Branch")!.HasAttribute("checked"));
    }

    [Fact]
    public async Task A_stale_form_is_told_and_a_version_in_force_has_none()
    {
        var browser = await ManagerAsync();
        var product = await HasAsync();
        var first = await browser.OpenAsync($"/products/{product.Code}/edit");
        var second = await browser.OpenAsync($"/products/{product.Code}/edit");
        await browser.SubmitAsync(first, ("Given.ValidFrom", Iso(Today.AddDays(3))), ("Given.Terms.Rate", "2"));

        var stale = await browser.SubmitAsync(second, ("Given.ValidFrom", Iso(Today.AddDays(4))), ("Given.Terms.Rate", "3"));

        Assert.Equal(HttpStatusCode.Conflict, stale.Status);
        Assert.Equal("3", stale.ValueOf("Given.Terms.Rate"));
        Assert.Equal(HttpStatusCode.NotFound, (await browser.OpenAsync($"/products/{product.Code}/edit?coming={product.Versions[0].Id}")).Status);
        var past = await browser.SubmitAsync(
            await browser.OpenAsync($"/products/{product.Code}/edit"), ("Given.ValidFrom", Iso(Today)), ("Given.Terms.Rate", "3"));
        Assert.Contains("tomorrow at the earliest", past.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_narrows_and_says_when_nothing_matches()
    {
        var browser = await ManagerAsync();
        var product = await HasAsync();

        var page = await browser.OpenAsync($"/products?search={product.Code}&class=Savings");
        Assert.Equal("Everyday", page.Text("tbody a"));
        Assert.Contains("1 of ", page.Text(".pager"), StringComparison.Ordinal);
        Assert.Contains("Savings account (1)", page.Text("select"), StringComparison.Ordinal);
        page = await browser.OpenAsync($"/products?search={product.Code}&class=Loan");
        Assert.Contains("No product matches.", page.Source, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.OpenAsync("/products/NO-SUCH")).Status);
    }

    [Fact]
    public async Task Who_may_only_read_is_offered_nothing_else_and_strangers_are_not_let_in()
    {
        var product = await HasAsync();
        var reader = await app.SignedInAsAsync(await app.NewBranch().HasStaffAsync(ProductPermissions.Read));
        var stranger = await app.SignedInAsAsync(await app.NewBranch().HasStaffAsync());

        var page = await reader.OpenAsync($"/products/{product.Code}");

        Assert.Empty(page.Html.QuerySelectorAll("main form[method=post], a[href*='edit'], a[href*='withdraw']"));
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.OpenAsync("/products/new")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.OpenAsync($"/products/{product.Code}/edit")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.OpenAsync($"/products/{product.Code}/withdraw")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await stranger.OpenAsync("/products")).Status);
        Assert.Null((await stranger.OpenAsync("/")).Html.QuerySelector("a[href='/products']"));
        Assert.NotNull(page.Html.QuerySelector("a[href='/products']"));
    }

    private static string NextCode() => $"WT-{Interlocked.Increment(ref numbers):000}";

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private Task<Product> HasAsync() => app.HasAsync(Product.Launch(
        Guid.CreateVersion7(), Guid.CreateVersion7(), NextCode(), ProductClass.Savings, "CNY", Today,
        new() { Name = "Everyday", ChineseName = "活期", Channels = SalesChannels.Web, RateKind = RateKind.Fixed, Rate = 0.05m }, Today));

    private async Task<TestBrowser> ManagerAsync() =>
        await app.SignedInAsAsync(await app.NewBranch().HasStaffAsync(ProductPermissions.Read, ProductPermissions.Manage));
}

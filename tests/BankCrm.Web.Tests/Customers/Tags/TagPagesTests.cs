using System.Net;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Tags;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Web.Tests.Customers.Tags;

public sealed class TagPagesTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task Two_spellings_are_merged_and_taken_apart_by_the_forms_there_are()
    {
        var branch = app.NewBranch();
        var browser = await app.SignedInAsAsync(await branch.HasStaffAsync(CustomerPermissions.Read, TagPermissions.Manage));
        var ann = await branch.HasCustomerAsync(new() { Name = "Ann", Tags = ["vip <b>"] });
        await branch.HasCustomerAsync(new() { Name = "Ben", Tags = ["VIP <b>"] });
        await branch.HasCustomerAsync(new() { Name = "Cid", Tags = ["VIP <b>"] });
        var page = await browser.OpenAsync("/customers/tags");
        Assert.Contains("Looks like", page.Source, StringComparison.Ordinal);

        page = await browser.OpenAsync(page.Html.QuerySelector("a[href*='change'][href*='to=']")!.GetAttribute("href")!);
        Assert.Contains("They become one", page.Source, StringComparison.Ordinal);
        var wrong = await browser.SubmitAsync(page, "#change", ("To", "a,b"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        page = await browser.SubmitAsync(page, "#change", ("To", "VIP <b>"));
        Assert.Equal(["VIP <b>"], await TagsAsync(ann));

        page = await browser.SubmitAsync(page, "form[action*='Undo']");
        Assert.Equal(["vip <b>"], await TagsAsync(ann));
        Assert.Contains("Undone", page.Source, StringComparison.Ordinal);
        Assert.Contains("<option value=\"VIP &lt;b&gt;\">", (await browser.OpenAsync("/customers/tags/suggest?q=vi")).Source, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_teller_is_not_let_in()
    {
        var teller = await app.SignedInAsAsync(await app.NewBranch().HasStaffAsync(CustomerPermissions.Read));

        Assert.Equal(HttpStatusCode.Forbidden, (await teller.OpenAsync("/customers/tags")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await teller.OpenAsync("/customers/tags/change?from=a")).Status);
    }

    private Task<IReadOnlyList<string>> TagsAsync(Guid customer) => app.ReadAsync(db => db.Customers.Where(c => c.Id == customer).Select(c => c.Tags).SingleAsync());
}

using System.Net;
using BankCrm.Application.Customers;
using BankCrm.Application.DataQuality;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Web.Tests.DataQuality.Duplicates;

public sealed class DuplicatesPageTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task From_the_search_to_the_decision_by_the_forms_there_are()
    {
        var branch = app.NewBranch();
        await branch.HasCustomerAsync(new() { Name = "公孙大娘", Mobile = "13700020001", BirthDate = new(1980, 2, 3) });
        await branch.HasCustomerAsync(new() { Name = "公孙大娘", Mobile = "13700020001", BirthDate = new(1980, 2, 3) });
        var browser = await app.SignedInAsAsync(await branch.HasStaffAsync(DataQualityPermissions.Duplicates, DataQualityPermissions.Sweep, CustomerPermissions.Read));

        var page = await browser.OpenAsync("/customers/duplicates");
        Assert.Contains("The bank was not searched yet.", page.Source, StringComparison.Ordinal);
        page = await browser.SubmitAsync(page, "form[action*='handler=Start']");
        for (var i = 0; i < 100 && page.Html.QuerySelector("[aria-busy=true]") is not null; i++)
        {
            await Task.Delay(200);
            page = await browser.OpenAsync("/customers/duplicates");
        }

        Assert.Equal(2, page.Html.QuerySelectorAll(".pair a").Length);
        Assert.DoesNotContain("13700020001", page.Source, StringComparison.Ordinal);
        page = await browser.SubmitAsync(page, "form[action*='handler=Decide']", ("remark", "<b>Mother and daughter</b>"));
        Assert.Contains("Noted: they are two customers.", page.Source, StringComparison.Ordinal);
        Assert.Null(page.Html.QuerySelector(".pair"));

        page = await browser.OpenAsync("/customers/duplicates?State=NotSame");
        Assert.Contains("<b>Mother and daughter</b>", page.Html.QuerySelector(".pair-line")!.TextContent, StringComparison.Ordinal);
        page = await browser.SubmitAsync(page, "form[action*='handler=Decide']");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        page = await browser.OpenAsync("/customers/duplicates");
        Assert.True(page.Html.QuerySelector(".pair") is not null, page.Source);
        var id = await app.ReadAsync(db => db.Customers.Where(c => c.Name == "公孙大娘").Select(c => c.Id).FirstAsync());
        Assert.Contains("May be registered twice", (await browser.OpenAsync($"/customers/{id}")).Source, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_only_look_cannot_start_a_search_and_a_teller_is_not_let_in()
    {
        var branch = app.NewBranch();
        var looking = await app.SignedInAsAsync(await branch.HasStaffAsync(DataQualityPermissions.Duplicates, CustomerPermissions.Read));
        var page = await looking.OpenAsync("/customers/duplicates");

        Assert.Null(page.Html.QuerySelector("form[action*='handler=Start']"));
        var teller = await app.SignedInAsAsync(await branch.HasStaffAsync(CustomerPermissions.Read));
        Assert.Equal(HttpStatusCode.Forbidden, (await teller.OpenAsync("/customers/duplicates")).Status);
    }
}

using System.Net;
using AngleSharp.Html.Dom;
using BankCrm.Application.Customers;
using BankCrm.Application.DataQuality.Export;
using BankCrm.Testing;

namespace BankCrm.Web.Tests.DataQuality.Export;

public sealed class ExportPagesTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task From_the_list_to_the_file_by_the_forms_there_are()
    {
        var (branch, browser) = await ManagerAsync();
        await branch.HasCustomerAsync(new() { Name = "Zoë Alpha", Tags = ["golf"] });
        await branch.HasCustomerAsync(new() { Name = "Yves Beta" });
        var list = await browser.OpenAsync("/customers?tag=golf&sort=name");
        var link = ((IHtmlAnchorElement)list.Html.QuerySelector("a[href*='/exports/new']")!).GetAttribute("href")!;
        Assert.Equal("/data-quality/exports/new?tag=golf&sort=name", link);

        var form = await browser.OpenAsync(link);
        Assert.Contains("1 customer", form.Source, StringComparison.Ordinal);
        var wrong = await browser.SubmitAsync(form, ("Reason", "golf"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Equal("golf", wrong.ValueOf("Reason"));
        var page = await browser.SubmitAsync(wrong, ("Format", "Csv"), ("Reason", "Invitation to the tournament"));
        page = await EndedAsync(browser, page);
        Assert.Contains("Ready to be picked up", page.Source, StringComparison.Ordinal);

        var answer = await PostAsync(browser, page, "#pick-up");
        Assert.Equal(("attachment", "text/csv; charset=utf-8"), (answer.Content.Headers.ContentDisposition!.DispositionType, answer.Content.Headers.ContentType!.ToString()));
        Assert.Equal("default-src 'none'; sandbox", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        var file = await answer.Content.ReadAsStringAsync();
        Assert.Contains("Zoë Alpha", file, StringComparison.Ordinal);
        Assert.DoesNotContain("Yves", file, StringComparison.Ordinal);

        var again = await browser.SubmitAsync(page, "#pick-up");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.Status);
        Assert.Contains("picked up already", again.Refusal, StringComparison.Ordinal);
        Assert.Contains("Picked up", (await browser.OpenAsync("/data-quality/exports")).Source, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_branch_finds_nothing_and_a_teller_has_no_such_button()
    {
        var (branch, browser) = await ManagerAsync();
        var (_, stranger) = await ManagerAsync();
        await branch.HasCustomerAsync();
        var page = await browser.SubmitAsync(await browser.OpenAsync("/data-quality/exports/new"), ("Format", "Xlsx"), ("Reason", "Letters to everybody"));

        Assert.Equal(HttpStatusCode.NotFound, (await stranger.OpenAsync(page.Address.ToString())).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.OpenAsync("/data-quality/exports/new?kind=nonsense")).Status);
        var teller = await app.SignedInAsAsync(await branch.HasStaffAsync(CustomerPermissions.Read));
        Assert.DoesNotContain("exports/new", (await teller.OpenAsync("/customers")).Source, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await teller.OpenAsync("/data-quality/exports/new")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await teller.OpenAsync("/data-quality/exports")).Status);
    }

    private async Task<(TestBranch, TestBrowser)> ManagerAsync()
    {
        var branch = app.NewBranch();
        return (branch, await app.SignedInAsAsync(await branch.HasStaffAsync(CustomerPermissions.Read, ExportPermissions.Branch)));
    }

    private static async Task<HttpResponseMessage> PostAsync(TestBrowser browser, TestPage page, string form)
    {
        var element = (IHtmlFormElement)page.Html.QuerySelector(form)!;
        var fields = element.Elements.OfType<IHtmlInputElement>().ToDictionary(i => i.Name!, i => i.Value);
        return await browser.Http.PostAsync(new Uri(page.Address, element.GetAttribute("action")), new FormUrlEncodedContent(fields));
    }

    private static async Task<TestPage> EndedAsync(TestBrowser browser, TestPage page)
    {
        for (var waited = 0; page.Html.QuerySelector("[aria-busy=true]") is not null; waited++)
        {
            Assert.True(waited < 600, "The export does not end.");
            await Task.Delay(100);
            page = await browser.OpenAsync(page.Address.GetLeftPart(UriPartial.Path));
        }

        return page;
    }
}

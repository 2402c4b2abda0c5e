using System.Net;
using AngleSharp.Html.Dom;
using BankCrm.Application.Cases;
using BankCrm.Application.Customers;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace BankCrm.Web.Tests.Cases.Knowledge;

public sealed class KnowledgePagesTests(TestApp app) : IClassFixture<TestApp>
{
    private static readonly string[] Writer = [CasePermissions.Work, CasePermissions.ReadAll, CustomerPermissions.Read, CasePermissions.WriteTexts];
    private static readonly string[] Approver = [.. Writer, CasePermissions.ApproveTexts];

    [Fact]
    public async Task An_article_is_written_from_a_settled_case_mended_approved_and_helps_with_the_next()
    {
        var branch = app.NewBranch();
        var customer = await branch.HasCustomerAsync(new() { Name = "欧阳知秋" });
        var writer = await app.SignedInAsAsync(await branch.HasStaffAsync(Writer));
        var approver = await app.SignedInAsAsync(await branch.HasStaffAsync(Approver));
        var category = await app.ReadAsync(async db => (await db.CaseTopics.Where(t => t.Name == "Credit record").Select(t => t.Id).SingleAsync()).ToString());
        var page = await OpenedAsync(writer, customer, "Quagmire of <i>records</i>", category);
        page = await writer.SubmitAsync(page, "form[action*='Resolve']", ("Settled", "Sent a corrected quagmire to the credit bureau"));

        page = await writer.OpenAsync(page.Html.QuerySelector("a[href*='fromCase']")!.GetAttribute("href")!);
        Assert.Contains("Write nothing about a customer", page.Text("main"));
        var refused = await writer.SubmitAsync(page, "main form", ("Input.Text", "欧阳知秋 wants it"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("The text holds the customer's name.", refused.Text("main"));
        Assert.Contains("欧阳知秋 wants it", refused.Html.QuerySelector("textarea[name='Input.Text']")!.TextContent);
        page = await writer.SubmitAsync(refused, "main form", ("Input.Text", "Send it to the credit bureau"));
        Assert.Equal("Quagmire of <i>records</i>", page.Text("h1"));
        Assert.Null(page.Html.QuerySelector("form[action*='Approve']"));
        var address = page.Address.PathAndQuery;

        page = await approver.SubmitAsync(await approver.OpenAsync(address), "form[action*='SendBack']", ("Remark", "Say how long it takes"));
        Assert.Contains("To be mended: Say how long it takes", page.Text("main"));
        await writer.SubmitAsync(await writer.OpenAsync(address + "/edit"), "main form", ("Input.Text", "A corrected quagmire goes to the credit bureau within two days"));
        page = await approver.SubmitAsync(await approver.OpenAsync(address), "form[action*='Approve']");
        Assert.Contains("The text is in use.", page.Text("body"));

        page = await OpenedAsync(writer, customer, "Another quagmire", category);
        Assert.Contains("Same category · both have quagmire", page.Text("#help"));
        page = await writer.SubmitAsync(page, "form[action*='Helped']");
        Assert.Contains("helped with 1 cases", page.Text("#help"));
        page = await writer.OpenAsync("/cases/knowledge?q=quagmire");
        Assert.Contains("has quagmire", page.Text("main"));
        Assert.Contains("Replaced or withdrawn", page.Text("main"));
        Assert.Equal(HttpStatusCode.Forbidden, (await (await app.SignedInAsAsync(await branch.HasStaffAsync(CustomerPermissions.Read))).OpenAsync("/cases/knowledge")).Status);
    }

    [Fact]
    public async Task An_answer_that_is_kept_ready_is_filled_and_changed_before_it_is_given()
    {
        var branch = app.NewBranch();
        var customer = await branch.HasCustomerAsync(new() { Name = "林晓燕" });
        var writer = await app.SignedInAsAsync(await branch.HasStaffAsync(Writer));
        var approver = await app.SignedInAsAsync(await branch.HasStaffAsync(Approver));
        var page = await writer.SubmitAsync(
            await writer.OpenAsync("/cases/knowledge/new"), "main form",
            ("Input.Use", "Answer"), ("Input.Title", "We are at it"), ("Input.Text", "Dear {customer.name}, your case {case.number} is being looked into."));
        await approver.SubmitAsync(await approver.OpenAsync(page.Address.PathAndQuery), "form[action*='Approve']");

        page = await OpenedAsync(writer, customer, "Fees", "");
        var ready = page.Html.QuerySelectorAll("select[name='ready'] option").Single(o => o.TextContent.Contains("We are at it", StringComparison.Ordinal)).GetAttribute("value");
        page = await writer.OpenAsync($"{page.Address.PathAndQuery}?ready={ready}");
        var words = page.Html.QuerySelector("textarea[name='Words']")!.TextContent.Trim();
        Assert.Matches(@"^Dear 林晓燕, your case \d+ is being looked into\.$", words);
        page = await writer.SubmitAsync(page, "form[action*='Write']", ("Act", "Answer"), ("Words", words + " Please wait."));

        Assert.Contains($"{words} Please wait.", page.Text("main"));
        Assert.Equal(HttpStatusCode.NotFound, (await writer.OpenAsync($"{page.Address.PathAndQuery}?ready={Guid.NewGuid()}")).Status);
    }

    [Fact]
    public async Task A_document_is_added_to_a_case_looked_at_and_taken_away()
    {
        var branch = app.NewBranch();
        var customer = await branch.HasCustomerAsync();
        var teller = await app.SignedInAsAsync(await branch.HasStaffAsync(Writer));
        var page = await OpenedAsync(teller, customer, "Receipt", "");
        var address = page.Address.PathAndQuery;

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await UploadAsync(teller, address, "a.png", "no picture"u8.ToArray())).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await UploadAsync(teller, address, "<b>receipt.txt", "Paid twice"u8.ToArray())).StatusCode);

        page = await teller.OpenAsync(address);
        Assert.Contains("<b>receipt", page.Text("#documents"));
        var view = await teller.OpenAsync(page.Html.QuerySelector("#documents a[href*='documents']")!.GetAttribute("href")!);
        Assert.Equal("<b>receipt", view.Text("h1"));
        var file = await teller.Http.GetAsync(new Uri(view.Address, "?handler=Download"));
        Assert.Equal(("attachment", "Paid twice"), (file.Content.Headers.ContentDisposition!.DispositionType, await file.Content.ReadAsStringAsync()));
        Assert.DoesNotContain("receipt", (await teller.OpenAsync($"/customers/{customer}/attachments")).Text("main"), StringComparison.Ordinal);

        var stranger = await app.SignedInAsAsync(await app.NewBranch().HasStaffAsync(Writer));
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.OpenAsync(view.Address.ToString())).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.OpenAsync(view.Address + "?handler=Download")).Status);
        page = await teller.SubmitAsync(page, "form[action*='handler=Delete']");
        Assert.Equal(HttpStatusCode.NotFound, (await teller.OpenAsync(view.Address.ToString())).Status);
        await teller.SubmitAsync(page, "form[action*='handler=Delete']:has(input[name='back'])");
        Assert.Equal(HttpStatusCode.OK, (await teller.OpenAsync(view.Address.ToString())).Status);
    }

    private static async Task<TestPage> OpenedAsync(TestBrowser browser, Guid customer, string subject, string category) => await browser.SubmitAsync(
        await browser.OpenAsync($"/cases/new?customerId={customer}"), "main form", ("Subject", subject), ("Input.Text", "It is so"), ("Input.Said.CategoryId", category));

    private static async Task<HttpResponseMessage> UploadAsync(TestBrowser browser, string address, string name, byte[] content)
    {
        var page = await browser.OpenAsync(address);
        var form = (IHtmlFormElement)page.Html.QuerySelector("#attach")!;
        using var body = new MultipartFormDataContent();
        foreach (var field in form.Elements.OfType<IHtmlInputElement>().Where(i => i.Type == "hidden"))
        {
            body.Add(new StringContent(field.Value), field.Name!);
        }

        body.Add(new ByteArrayContent(content), "Upload", name);
        return await browser.Http.PostAsync(new Uri(page.Address, form.Action), body);
    }
}

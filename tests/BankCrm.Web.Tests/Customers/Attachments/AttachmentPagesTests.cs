using System.Net;
using AngleSharp.Html.Dom;
using BankCrm.Application.Customers;
using BankCrm.Application.Tasks.Interactions;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Web.Tests.Customers.Attachments;

public sealed class AttachmentPagesTests(TestApp app) : IClassFixture<TestApp>
{
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13];

    [Fact]
    public async Task A_picture_is_added_looked_at_downloaded_deleted_and_brought_back()
    {
        var branch = app.NewBranch();
        var browser = await app.SignedInAsAsync(await branch.HasStaffAsync(CustomerPermissions.Read, CustomerPermissions.Change));
        var customer = await branch.HasCustomerAsync();
        var list = $"/customers/{customer}/attachments";

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await UploadAsync(browser, list, "a.png", "no picture"u8.ToArray())).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await UploadAsync(browser, list, "<b>face.png", Png)).StatusCode);

        var page = await browser.OpenAsync(list);
        Assert.Contains("No virus scanner is set up", page.Source, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>face", page.Source, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;face", (await browser.OpenAsync($"/customers/{customer}")).Source, StringComparison.Ordinal);
        var view = await browser.OpenAsync(page.Html.QuerySelector("tbody a")!.GetAttribute("href")!);
        var picture = await browser.Http.GetAsync(new Uri(view.Address, view.Html.QuerySelector("img.preview")!.GetAttribute("src")));
        Assert.Equal("image/png", picture.Content.Headers.ContentType!.MediaType);
        Assert.Contains("sandbox", Assert.Single(picture.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal(Png, await picture.Content.ReadAsByteArrayAsync());
        var file = await browser.Http.GetAsync(new Uri(view.Address, "?handler=Download"));
        Assert.Equal("attachment", file.Content.Headers.ContentDisposition!.DispositionType);

        page = await browser.SubmitAsync(page, "form[action*='Delete']");
        Assert.Equal(HttpStatusCode.NotFound, (await browser.OpenAsync(view.Address.ToString())).Status);
        page = await browser.SubmitAsync(page, "form[action*='BringBack']");
        Assert.Equal(HttpStatusCode.OK, (await browser.OpenAsync(view.Address.ToString())).Status);
        var stranger = await app.SignedInAsAsync(await app.NewBranch().HasStaffAsync(CustomerPermissions.Read));
        foreach (var address in new[] { list, view.Address.ToString(), view.Address + "?handler=Content", view.Address + "?handler=Download" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.OpenAsync(address)).Status);
        }
    }

    [Fact]
    public async Task What_the_customer_has_on_file_is_kept_with_a_contact_too_by_one_button()
    {
        var branch = app.NewBranch();
        var customer = await branch.HasCustomerAsync();
        var browser = await app.SignedInAsAsync(
            await branch.HasStaffAsync(CustomerPermissions.Read, CustomerPermissions.Change, InteractionPermissions.Log, InteractionPermissions.Read));
        await UploadAsync(browser, $"/customers/{customer}/attachments", "<b>face.png", Png);
        await browser.SubmitAsync(await browser.OpenAsync($"/customers/{customer}/interactions/new"), "form:has([name='Input.Said.Subject'])", ("Said.Subject", "Mortgage"));
        var id = await app.ReadAsync(db => db.Interactions.Where(i => i.CustomerId == customer).Select(i => i.Id).SingleAsync());

        var way = (await browser.OpenAsync($"/interactions/{id}")).Html.QuerySelector($"a[href^='/documents/interactions/{id}#']")!.GetAttribute("href")!;
        var form = await browser.OpenAsync(way);
        Assert.Contains("On file with the customer", form.Text("main"));
        var page = await browser.SubmitAsync(form, "form[action*='Take']");
        Assert.Contains("&lt;b&gt;face", page.Source, StringComparison.Ordinal);
        await browser.SubmitAsync(form, "form[action*='Take']"); // a double click
        Assert.Equal(1, await app.ReadAsync(db => db.Attachments.CountAsync(a => a.KeptWith == id)));

        var stranger = await app.SignedInAsAsync(await app.NewBranch().HasStaffAsync(CustomerPermissions.Read, InteractionPermissions.Log, InteractionPermissions.Read));
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.OpenAsync(way)).Status);
    }

    private static async Task<HttpResponseMessage> UploadAsync(TestBrowser browser, string address, string name, byte[] content)
    {
        var page = await browser.OpenAsync(address);
        using var body = new MultipartFormDataContent();
        foreach (var field in ((IHtmlFormElement)page.Html.QuerySelector("#add")!).Elements.OfType<IHtmlInputElement>().Where(i => i.Type == "hidden"))
        {
            body.Add(new StringContent(field.Value), field.Name!);
        }

        body.Add(new ByteArrayContent(content), "Input.File", name);
        return await browser.Http.PostAsync(page.Address, body);
    }
}

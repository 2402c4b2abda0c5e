using System.Net;
using AngleSharp.Html.Dom;
using BankCrm.Application.Campaigns;
using BankCrm.Application.Segments;
using BankCrm.Domain.Admin.Roles;
using BankCrm.Domain.Campaigns.Contacts;
using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Domain.Customers.Contacts;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Web.Tests.Campaigns.HandOvers;

public sealed class HandOverPageTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task A_file_is_asked_for_written_and_taken_twice_by_the_forms_there_are()
    {
        var (branch, address, contact) = await WaitsAsync("张伟");
        var browser = await app.SignedInAsAsync(await branch.HasStaffAsync(CampaignPermissions.Read, CampaignPermissions.HandOver, SegmentPermissions.Members));
        var page = await browser.OpenAsync(address);
        Assert.Contains("Letter · First contact", page.Text("main"));

        page = await browser.SubmitAsync(page, "main form", ("Input.Reason", "Print"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Equal("Print", page.ValueOf("Reason"));
        page = await browser.SubmitAsync(page, "main form", ("Input.Reason", "For the printing house"));
        page = await EndedAsync(browser, address);
        Assert.Contains("Ready to be picked up", page.Text("main"));
        Assert.Contains("Nobody waits to be handed over.", page.Text("main"));

        var answer = await PostAsync(browser, page, "form[action*=Take]");
        Assert.Equal(("attachment", "text/csv; charset=utf-8"), (answer.Content.Headers.ContentDisposition!.DispositionType, answer.Content.Headers.ContentType!.ToString()));
        var file = await answer.Content.ReadAsByteArrayAsync();
        Assert.Contains($"张伟,深圳市迎宾大道66号,{contact.Code},", System.Text.Encoding.UTF8.GetString(file), StringComparison.Ordinal);
        page = await browser.OpenAsync(address);
        Assert.Contains("Take the same file again", page.Text("main"));
        Assert.Equal(file, await (await PostAsync(browser, page, "form[action*=Take]")).Content.ReadAsByteArrayAsync());
        var count = page.Html.QuerySelector("a[hx-get*=Objections]")!.GetAttribute("href")!;
        Assert.Equal("0", (await browser.OpenAsync(address + count)).Text("span"));
    }

    [Fact]
    public async Task A_file_nobody_took_is_cancelled_and_those_in_it_wait_again()
    {
        var (branch, address, contact) = await WaitsAsync("王芳");
        var browser = await app.SignedInAsAsync(await branch.HasStaffAsync(CampaignPermissions.Read, CampaignPermissions.HandOver, SegmentPermissions.Members));
        Assert.Contains("Letters or WeChat messages wait to be handed over.", (await browser.OpenAsync("/")).Text(".home-panels"));
        await browser.SubmitAsync(await browser.OpenAsync(address), "main form", ("Input.Reason", "For the printing house"));
        var page = await EndedAsync(browser, address);
        Assert.DoesNotContain("Letters or WeChat messages wait to be handed over.", (await browser.OpenAsync("/")).Text("main"));

        page = await browser.SubmitAsync(page, "form[action*=Cancel]");

        Assert.Contains("The file is cancelled. Those who were to be in it wait again.", page.Text("body"));
        Assert.Contains("Letter · First contact", page.Text("main"));
        Assert.Null(page.Html.QuerySelector("form[action*=Take], form[action*=Cancel]"));
        Assert.Equal(ContactState.Planned, await app.ReadAsync(db => db.CampaignContacts.Where(c => c.Id == contact.Id).Select(c => c.State).SingleAsync()));
    }

    [Fact]
    public async Task Marketing_sees_the_files_but_no_form_and_a_stranger_no_file()
    {
        var (branch, address, contact) = await WaitsAsync("李娜");
        var manager = await app.SignedInAsAsync(await branch.HasStaffAsync(CampaignPermissions.Read, CampaignPermissions.HandOver, SegmentPermissions.Members));
        await manager.SubmitAsync(await manager.OpenAsync(address), "main form", ("Input.Reason", "For the printing house"));
        var made = await EndedAsync(manager, address);

        var marketing = await app.SignedInAsAsync(await app.NewBranch().HasStaffAsync(RoleReach.AllBranches, CampaignPermissions.Read, CampaignPermissions.Write));
        var page = await marketing.OpenAsync(address);
        Assert.Contains("fewer than 20", page.Text("main"));
        Assert.DoesNotContain("For the printing house", page.Text("main"));
        Assert.Null(page.Html.QuerySelector("main form[method=post]"));
        var stranger = await app.SignedInAsAsync(await app.NewBranch().HasStaffAsync(CampaignPermissions.Read, CampaignPermissions.HandOver));
        Assert.Contains("Nothing was handed over yet.", (await stranger.OpenAsync(address)).Text("main"));
        var file = ((IHtmlInputElement)made.Html.QuerySelector("form[action*=Take] input[name=file]")!).Value;
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.OpenAsync($"{address}?handler=Objections&file={file}")).Status);
        var teller = await app.SignedInAsAsync(await branch.HasStaffAsync(Application.Campaigns.Responses.ResponsePermissions.Answer));
        Assert.Equal(HttpStatusCode.Forbidden, (await teller.OpenAsync(address)).Status);
        Assert.Equal(ContactState.Sent, await app.ReadAsync(db => db.CampaignContacts.Where(c => c.Id == contact.Id).Select(c => c.State).SingleAsync()));
    }

    private async Task<(TestBranch Branch, string Address, TestContact Contact)> WaitsAsync(string name)
    {
        var branch = app.NewBranch();
        await branch.HasStaffAsync(CampaignPermissions.Write); // whose the campaign is
        var customer = await branch.HasCustomerAsync(new()
        {
            Name = name,
            Address = new PostalAddress("CN", "", "深圳市", "", "迎宾大道66号", "", ""),
            AgreesToMarketing = true,
            ConsentProof = "Form",
        });
        var contact = await app.HasContactAsync(customer, CampaignChannel.Letter, ContactState.Planned);
        var campaign = await app.ReadAsync(db => db.CampaignContacts.Where(c => c.Id == contact.Id).Select(c => c.CampaignId).SingleAsync());
        return (branch, $"/campaigns/{campaign}/hand-overs", contact);
    }

    private static async Task<HttpResponseMessage> PostAsync(TestBrowser browser, TestPage page, string form)
    {
        var element = (IHtmlFormElement)page.Html.QuerySelector(form)!;
        var fields = element.Elements.OfType<IHtmlInputElement>().ToDictionary(i => i.Name!, i => i.Value);
        return await browser.Http.PostAsync(new Uri(page.Address, element.GetAttribute("action")), new FormUrlEncodedContent(fields));
    }

    private static async Task<TestPage> EndedAsync(TestBrowser browser, string address)
    {
        var page = await browser.OpenAsync(address);
        for (var waited = 0; page.Html.QuerySelector("[aria-busy=true]") is not null; waited++)
        {
            Assert.True(waited < 600, "The file is not written.");
            await Task.Delay(100);
            page = await browser.OpenAsync(address);
        }

        return page;
    }
}

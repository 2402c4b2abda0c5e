using System.Globalization;
using System.Net;
using System.Text;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using BankCrm.Application.Customers;
using BankCrm.Application.Segments.Scores;
using BankCrm.Domain.Admin.Roles;
using BankCrm.Domain.Campaigns.Contacts;
using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Domain.Segments.Scores;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace BankCrm.Web.Tests.Segments.Scores;

public sealed class ScorePagesTests(TestApp app) : IClassFixture<TestApp>
{
    private static readonly string[] Marketing = [ScorePermissions.Read, ScorePermissions.Learn, ScorePermissions.Vouch, ScorePermissions.Approve];

    [Fact]
    public async Task A_history_is_brought_looked_at_learnt_approved_and_seen_at_the_customer_page_by_page()
    {
        var branch = app.NewBranch();
        var customer = await branch.HasCustomerAsync(new() { Name = "王五", ExternalRef = "WP000007" });
        var maker = await app.SignedInAsAsync(await app.NewBranch().HasStaffAsync(RoleReach.AllBranches, Marketing));
        var other = await app.SignedInAsAsync(await app.NewBranch().HasStaffAsync(RoleReach.AllBranches, Marketing));
        var manager = await app.SignedInAsAsync(await branch.HasStaffAsync(CustomerPermissions.Read, ScorePermissions.OfCustomer));

        var page = await UploadAsync(maker, "Calls of spring", MadeUpHistory.Csv(600, 7, customer: i => string.Create(CultureInfo.InvariantCulture, $"WP{i:000000}")));
        Assert.Equal("answer", page.ValueOf("Outcome"));
        var refused = await maker.SubmitAsync(page, ("Input.Value", ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("Say what stands there where it came about.", refused.Text("#Input_Value-error"));
        page = await EndedAsync(maker, await maker.SubmitAsync(page, ("Input.Value", "yes"), ("Input.Customer", "customer")));
        var address = page.Address.AbsolutePath;
        Assert.Contains("Look at the columns first", page.Text("main"));

        var columns = await maker.OpenAsync(address + "/columns");
        Assert.Contains("Its name says that it is known only when the contact is over", columns.Text("main"));

        page = await EndedAsync(maker, await maker.SubmitAsync(page, "form[action*=Learn]"));
        Assert.Contains("Learnt from the earlier 450 contacts, judged on the 150 later ones", page.Text("main"));
        Assert.Contains("A colleague who did not have it learnt decides about it.", page.Text("main"));
        Assert.Null(page.Html.QuerySelector("button[value=Approve]"));

        page = await other.OpenAsync(address);
        page = await other.SubmitAsync(page, "form[action*=Decide]", ("Input.Remark", "Ranks well"), ("Input.Decision", nameof(ScoreDecision.Approve)));
        Assert.Contains("The score is approved.", page.Text("body"));
        for (var waited = 0; !(await manager.OpenAsync($"/customers/{customer}")).Text("main").Contains("Calls of spring", StringComparison.Ordinal); waited++)
        {
            Assert.True(waited < 150, "The customer is not scored.");
            await Task.Delay(200);
        }

        var seen = (await manager.OpenAsync($"/customers/{customer}")).Text("main");
        Assert.Contains("Average of all", seen);
        Assert.Contains("A point is a doubling of the odds.", seen);
        Assert.Contains("version 1 in use", (await maker.OpenAsync("/segments/scores")).Text("main"));
    }

    [Fact]
    public async Task Who_only_reads_finds_no_buttons()
    {
        var reader = await app.SignedInAsAsync(await app.NewBranch().HasStaffAsync(ScorePermissions.Read));

        Assert.DoesNotContain("Bring a history", (await reader.OpenAsync("/segments/scores")).Text("main"));
        Assert.DoesNotContain("Gather from campaigns", (await reader.OpenAsync("/segments/scores")).Text("main"));
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.OpenAsync("/segments/scores/import")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.OpenAsync("/segments/scores/gather")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await reader.OpenAsync($"/segments/scores/{Guid.NewGuid()}")).Status);
    }

    [Fact]
    public async Task A_history_is_gathered_from_a_campaign_by_the_page_once_its_windows_are_over()
    {
        var branch = app.NewBranch();
        var maker = await app.SignedInAsAsync(await app.NewBranch().HasStaffAsync(RoleReach.AllBranches, Marketing));
        var contact = await app.HasContactAsync(await branch.HasCustomerAsync(new() { Name = "王五", BirthDate = new(1970, 1, 2) }), name: "Autumn deposits");
        var campaign = await app.ReadAsync(db => db.CampaignContacts.Where(c => c.Id == contact.Id).Select(c => c.CampaignId).SingleAsync());
        await BeganAsync(campaign);

        var page = await maker.OpenAsync("/segments/scores/gather");
        Assert.Contains("Autumn deposits", page.Text("main"));
        Assert.Contains("Left out is what exists only as it is today", page.Text("main"));
        var refused = await maker.SubmitAsync(page, ("Input.Name", "Deposits of autumn"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("Choose campaigns, or a kind of product.", refused.Text("main"));
        Assert.Equal("Deposits of autumn", refused.ValueOf("Name"));

        page = await EndedAsync(maker, await maker.SubmitAsync(refused, ("Input.Name", "Deposits of autumn"), ("Input.Campaigns", campaign.ToString())));
        var address = page.Address.AbsolutePath;
        Assert.Contains("No contact of these campaigns is over yet", page.Text("main"));

        await app.WorkAsync(async (db, _) =>
        {
            var row = db.Entry(await db.ForChangeAsync<CampaignContact>(contact.Id, default));
            row.Property(c => c.SentAt).CurrentValue = TimeProvider.System.GetUtcNow().AddDays(-90);
            return 0;
        });
        page = await EndedAsync(maker, await maker.SubmitAsync(page, "form[action*=Gather]"));
        Assert.Contains("Look at the columns first", page.Text("main"));
        Assert.Contains("Autumn deposits", page.Text("main"));
        Assert.Contains("They said yes, or bought", page.Text("main"));
        Assert.Contains("Age by the year of birth", (await maker.OpenAsync(address + "/columns")).Text("main"));
        maker.Http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("zh-CN");
        Assert.Contains("年龄（按出生年份）", (await maker.OpenAsync(address + "/columns")).Text("main"));
    }

    // Its audience is written down.
    private Task<int> BeganAsync(Guid campaign) => app.WorkAsync(async (db, _) =>
    {
        db.Entry(await db.ForChangeAsync<Campaign>(campaign, default)).Property(c => c.PreparedAt).CurrentValue = TimeProvider.System.GetUtcNow();
        return 0;
    });

    private static async Task<TestPage> UploadAsync(TestBrowser browser, string name, string csv)
    {
        var page = await browser.OpenAsync("/segments/scores/import");
        var form = (IHtmlFormElement)page.Html.QuerySelector("main form[method=post]")!;
        using var body = new MultipartFormDataContent();
        foreach (var field in form.Elements.OfType<IHtmlInputElement>().Where(i => i.Type == "hidden"))
        {
            body.Add(new StringContent(field.Value), field.Name!);
        }

        body.Add(new StringContent(name), "Input.Name");
        body.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(csv)), "Input.File", "calls.csv");
        var answer = await browser.Http.PostAsync(page.Address, body);
        if (answer.Headers.Location is { } next)
        {
            return await browser.OpenAsync(new Uri(page.Address, next).ToString());
        }

        var text = await answer.Content.ReadAsStringAsync();
        return new(answer.StatusCode, page.Address, await new HtmlParser().ParseDocumentAsync(text), text);
    }

    private static async Task<TestPage> EndedAsync(TestBrowser browser, TestPage page)
    {
        for (var waited = 0; page.Html.QuerySelector("[aria-busy=true]") is not null; waited++)
        {
            Assert.True(waited < 600, "It does not end.");
            await Task.Delay(200);
            page = await browser.OpenAsync(page.Address.GetLeftPart(UriPartial.Path));
        }

        return page;
    }
}

using System.Net;
using BankCrm.Application.Campaigns;
using BankCrm.Application.Campaigns.Responses;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Registration;
using BankCrm.Application.Tasks;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Admin.Roles;
using BankCrm.Domain.Campaigns.Contacts;
using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Domain.Customers;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace BankCrm.Web.Tests.Campaigns.Responses;

public sealed class OfferPageTests(TestApp app) : IClassFixture<TestApp>
{
    private static readonly string[] Teller = [ResponsePermissions.Answer, CustomerPermissions.Read, TaskPermissions.Work];

    [Fact]
    public async Task Whoever_has_the_link_sees_the_offer_in_the_customer_s_language_and_nothing_of_the_customer()
    {
        var branch = app.NewBranch();
        var (code, customer, _) = await ContactAsync(branch, new() { Name = "Eleanor Vance", Mobile = "13812340001", Language = CustomerLanguage.English }, CampaignChannel.Email);
        var number = await app.ReadAsync(db => db.Customers.Where(c => c.Id == customer).Select(c => c.Number).SingleAsync());

        var home = await app.ReadAsync(db => db.Branches.Where(b => b.Id == branch.Id).Select(b => b.Name).SingleAsync());

        var page = await app.Browser().OpenAsync($"/o/{code}");

        Assert.Equal((HttpStatusCode.OK, "en"), (page.Status, page.Html.DocumentElement.GetAttribute("lang")));
        Assert.Equal("Spring <b>for you</b>", page.Text("h1"));
        Assert.Contains("Dear customer, 3 % until June", page.Text("main"));
        Assert.DoesNotContain("Eleanor", page.Html.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.DoesNotContain(number, page.Html.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.DoesNotContain(home, page.Html.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.Empty(page.Html.QuerySelectorAll("script"));
        Assert.Equal("noindex, nofollow", page.Html.QuerySelector("meta[name=robots]")!.GetAttribute("content"));
        var found = await ContactOfAsync(code);
        Assert.NotNull(found.OpenedAt);
        Assert.Null(found.AnsweredAt);
        Assert.Equal(0, await app.ReadAsync(db => db.Consents.CountAsync(c => c.CustomerId == customer && !c.IsGiven)));
    }

    [Fact]
    public async Task They_answer_change_their_mind_and_leave_for_good_and_twice_changes_nothing()
    {
        var (code, customer, _) = await ContactAsync(app.NewBranch(), new() { Name = "王小明", Mobile = "13812340002" });
        var phone = app.Browser();
        var first = await phone.OpenAsync($"/o/{code}");

        var page = await phone.SubmitAsync(first, "form[action*=Interested]");
        Assert.Contains("会致电", page.Text("main"));
        Assert.Equal(ContactAnswer.Interested, (await ContactOfAsync(code)).Answer);
        page = await phone.SubmitAsync(page, "form[action*=NotForMe]");
        Assert.Equal(ContactAnswer.NotInterested, (await ContactOfAsync(code)).Answer);
        page = await phone.SubmitAsync(page, "form[action*=NoMore]");
        await phone.SubmitAsync(first, "form[action*=NoMore]");
        await phone.SubmitAsync(first, "form[action*=NoMore]");

        Assert.Empty(page.Html.QuerySelectorAll("form"));
        Assert.Equal(1, await app.ReadAsync(db => db.Consents.CountAsync(c => c.CustomerId == customer && !c.IsGiven)));
        Assert.Equal(1, await app.ReadAsync(db => db.FollowUps.CountAsync(f => f.CustomerId == customer)));
    }

    [Fact]
    public async Task A_forged_or_foreign_post_and_a_wrong_code_get_nowhere()
    {
        var (code, customer, _) = await ContactAsync(app.NewBranch(), new() { Name = "李四", Mobile = "13812340003" });
        var phone = app.Browser();

        var forged = await phone.Http.PostAsync($"/o/{code}?handler=NoMore", new FormUrlEncodedContent([]));
        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        var foreign = new HttpRequestMessage(HttpMethod.Post, $"/o/{code}?handler=NoMore");
        foreign.Headers.Add("Sec-Fetch-Site", "cross-site");
        Assert.Equal(HttpStatusCode.Forbidden, (await phone.Http.SendAsync(foreign)).StatusCode);
        await phone.Http.GetAsync($"/o/{code}?handler=NoMore");
        Assert.Equal(0, await app.ReadAsync(db => db.Consents.CountAsync(c => c.CustomerId == customer && !c.IsGiven)));

        string? plain = null;
        foreach (var wrong in new[] { "000000000000", "x", code.ToUpperInvariant(), code + "0", "%3Cscript%3E", "..%2f..%2fadmin" })
        {
            var page = await phone.OpenAsync($"/o/{wrong}");
            Assert.Equal(HttpStatusCode.NotFound, page.Status);
            Assert.Equal(plain ??= page.Text("main"), page.Text("main"));
        }
    }

    [Fact]
    public async Task A_colleague_finds_the_code_reads_what_to_say_and_writes_the_answer_down()
    {
        var branch = app.NewBranch();
        var (code, customer, contact) = await ContactAsync(branch, new() { Name = "赵六", Mobile = "13812340004" }, CampaignChannel.Counter, ContactState.WithColleague);
        var teller = await app.SignedInAsAsync(await branch.HasStaffAsync(Teller));

        Assert.Contains("Speak of it", (await teller.OpenAsync($"/customers/{customer}")).Text("main"));
        Assert.Contains("No customer of your branches", (await teller.OpenAsync("/campaigns/answers?code=0123456789ab")).Text("main"));
        var page = await teller.OpenAsync($"/campaigns/answers?code={code}");
        Assert.Equal($"/campaigns/contacts/{contact}", page.Address.AbsolutePath);
        Assert.Contains("赵六，存款", page.Text("blockquote"));
        page = await teller.SubmitAsync(page, "main form[method=post]", ("Input.Said", "Later"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("Choose the day on which they are called again.", page.Text("main"));
        page = await teller.SubmitAsync(page, "main form[method=post]", ("Input.Said", "Bought"), ("Input.NextOn", ""));
        Assert.Contains("The answer is written down.", page.Text("body"));
        Assert.Equal(ContactAnswer.Bought, (await ContactOfAsync(code)).Answer);

        var stranger = await app.SignedInAsAsync(await app.NewBranch().HasStaffAsync(Teller));
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.OpenAsync($"/campaigns/contacts/{contact}")).Status);
        var reader = await app.SignedInAsAsync(await branch.HasStaffAsync(CampaignPermissions.Read));
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.OpenAsync($"/campaigns/contacts/{contact}")).Status);
    }

    [Fact]
    public async Task The_follow_up_of_a_call_leads_to_what_is_to_be_said()
    {
        var branch = app.NewBranch();
        var customer = await branch.HasCustomerAsync(new() { Name = "周八", Mobile = "13812340006" });
        var teller = await app.SignedInAsAsync(await branch.HasStaffAsync(Teller));
        var contact = await app.HasContactAsync(customer, CampaignChannel.Call, ContactState.WithColleague);

        var page = await teller.OpenAsync($"/tasks/{contact.FollowUpId}");
        var path = page.Html.QuerySelectorAll("main a").Single(a => a.TextContent.Contains("What to say", StringComparison.Ordinal)).GetAttribute("href")!;

        Assert.Equal($"/campaigns/contacts/{contact.Id}", path);
        Assert.Contains("周八，存款", (await teller.OpenAsync(path)).Text("main"));
    }

    [Fact]
    public async Task Answers_are_brought_in_after_a_look_at_what_would_come_of_them()
    {
        var branch = app.NewBranch();
        var (code, _, _) = await ContactAsync(branch, new() { Name = "孙七", Mobile = "13812340005" });
        var campaign = (await ContactOfAsync(code)).CampaignId;
        var marketing = await app.SignedInAsAsync(await branch.HasStaffAsync(RoleReach.AllBranches, CampaignPermissions.Read, ResponsePermissions.Import));
        var list = $"{code},interested,{Branch.DayAt(TimeProvider.System.GetUtcNow()):yyyy-MM-dd}\n<b>x</b>,interested,2026-01-01";

        var page = await marketing.SubmitAsync(await marketing.OpenAsync($"/campaigns/{campaign}/answers"), "form[action*=Check]", ("List", list));
        Assert.Contains("1 new, 0 known already, 1 refused.", page.Text("main"));
        Assert.Null((await ContactOfAsync(code)).AnsweredAt);
        page = await marketing.SubmitAsync(page, "form[action*=Import]");
        Assert.Contains("The answers are in.", page.Text("body"));
        Assert.Equal(AnswerBy.File, (await ContactOfAsync(code)).AnsweredBy);
    }

    [Fact]
    public async Task Whoever_looks_after_a_customer_suggests_them_from_their_page()
    {
        var branch = app.NewBranch();
        var adviser = await branch.HasStaffAsync(CustomerPermissions.Read, CampaignPermissions.Read, CampaignPermissions.Suggest, ResponsePermissions.Answer);
        var customer = await branch.HasCustomerAsync(new() { Name = "吴九", Mobile = "13812340077", AgreesToMarketing = true, ConsentProof = "Form", OwnerId = adviser.Id });
        var other = await app.HasContactAsync(await branch.HasCustomerAsync(new() { Name = "郑十" }), CampaignChannel.Counter, ContactState.WithColleague, "Deposits to suggest");
        var campaign = (await ContactOfAsync(other.Code)).CampaignId;
        var browser = await app.SignedInAsAsync(adviser);

        Assert.Contains($"/campaigns/suggest/{customer}", (await browser.OpenAsync($"/customers/{customer}")).Html.DocumentElement.OuterHtml, StringComparison.Ordinal);
        var page = await browser.SubmitAsync(await browser.OpenAsync($"/campaigns/suggest/{customer}"), "main form", ("CampaignId", campaign.ToString()));

        Assert.Contains("The customer is suggested.", page.Text("body"));
        Assert.Equal(1, await app.ReadAsync(db => db.CampaignContacts.CountAsync(c => c.CampaignId == campaign && c.CustomerId == customer && c.LeftOut == null)));
        var teller = await app.SignedInAsAsync(await branch.HasStaffAsync(Teller));
        Assert.Equal(HttpStatusCode.Forbidden, (await teller.OpenAsync($"/campaigns/suggest/{customer}")).Status);
    }

    private Task<CampaignContact> ContactOfAsync(string code) => app.ReadAsync(db => db.CampaignContacts.SingleAsync(c => c.Code == code));

    private async Task<(string Code, Guid Customer, Guid Contact)> ContactAsync(
        TestBranch branch, CustomerDraft draft, CampaignChannel channel = CampaignChannel.Sms, ContactState state = ContactState.Sent)
    {
        var customer = await branch.HasCustomerAsync(draft);
        await branch.HasStaffAsync();
        var contact = await app.HasContactAsync(customer, channel, state);
        return (contact.Code, customer, contact.Id);
    }
}

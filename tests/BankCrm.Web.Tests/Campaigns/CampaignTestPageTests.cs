using System.Net;
using BankCrm.Application.Campaigns;
using BankCrm.Application.Campaigns.Sending;
using BankCrm.Application.Platform.Channels;
using BankCrm.Application.Segments;
using BankCrm.Domain.Admin.Roles;
using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Domain.Platform.Outbox;
using BankCrm.Domain.Segments.Definitions;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Web.Tests.Campaigns;

/// <summary>A bank that can send e-mails; they go nowhere.</summary>
public sealed class MailingApp : TestApp
{
    protected override void Configure(IServiceCollection services)
    {
        services.AddSingleton<IEmailChannel, Nowhere>();
        services.AddSingleton(TestRecipients.Of(["bank.example"], []));
    }

    private sealed class Nowhere : IEmailChannel
    {
        public bool IsSetUp => true;

        public string Gateway => "none";

        public Task<Delivery> SendAsync(Letter letter, CancellationToken ct) => Task.FromResult(new Delivery(DeliveryOutcome.Kept));
    }
}

public sealed class CampaignTestPageTests(MailingApp app) : IClassFixture<MailingApp>
{
    [Fact]
    public async Task A_test_is_sent_from_the_page_stands_there_with_what_became_of_it_and_its_link_says_what_it_is()
    {
        var staff = await app.NewBranch().HasStaffAsync(
            RoleReach.AllBranches, CampaignPermissions.Read, CampaignPermissions.Write, SegmentPermissions.Read, SegmentPermissions.Write, SegmentPermissions.Everybodys, SegmentPermissions.WholeBank);
        var segment = await app.HasAsync(Segment.Make(
            Guid.CreateVersion7(), new("Tested", "", SegmentReach.Bank), null, SegmentGroup.All(new SegmentCondition("tags", SegmentTest.HasAnyOf, "x")), staff.Id, TimeProvider.System.GetUtcNow()));
        var marketing = await app.SignedInAsAsync(staff);
        var page = await marketing.SubmitAsync(
            await marketing.OpenAsync($"/campaigns/new?segment={segment.Id}"), "main form", ("Input.Plan.Name", "Tested"), ("Input.Channels[0]", "Email"), ("Input.Channels[1]", ""));
        page = await marketing.SubmitAsync(page, "#Email-A-English form", ("Input.Subject", "Spring <b>"), ("Input.Text", "{customer.name}, 3 %"));

        page = await marketing.SubmitAsync(page, "#Email-A-English form[action*=Test]", ("Test.To", "somebody@example.org"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("A test goes to addresses of the bank only: bank.example.", page.Text("main"));
        page = await marketing.SubmitAsync(page, "#Email-A-English form[action*=Test]", ("Test.To", "li.na@bank.example"));

        Assert.Contains("The test is on its way to you.", page.Text("body"));
        Assert.Contains("Your last tests", page.Text("main"));
        var test = await app.ReadAsync(db => db.CampaignTests.SingleAsync(t => t.SentBy == staff.Id));
        Assert.Contains(await app.ReadAsync(db => db.OutgoingMessages.Where(m => m.Id == test.Id).Select(m => m.State).SingleAsync()), new[] { OutgoingState.Waiting, OutgoingState.Sending, OutgoingState.Kept });

        var offer = await app.Browser().OpenAsync($"/o/{test.Code}");
        Assert.Equal((HttpStatusCode.OK, "Spring <b>"), (offer.Status, offer.Text("h1")));
        Assert.Contains("This is a test that a colleague sent to themselves.", offer.Text("main"));
        Assert.Contains("Alex Morgan, 3 %", offer.Text("main"));
        Assert.Empty(offer.Html.QuerySelectorAll("form"));
        Assert.Equal(HttpStatusCode.NotFound, (await app.Browser().OpenAsync($"/o/{CampaignTest.CodeMark}000000000000")).Status);
    }
}

using BankCrm.Application.Campaigns;
using BankCrm.Application.Campaigns.Planning;
using BankCrm.Application.Campaigns.Responses;
using BankCrm.Application.Campaigns.Sending;
using BankCrm.Application.Common;
using BankCrm.Application.Platform.Channels;
using BankCrm.Application.Platform.Outbox;
using BankCrm.Domain.Admin.Roles;
using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Domain.Platform.Channels;
using BankCrm.Domain.Platform.Outbox;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BankCrm.Application.Tests.Campaigns;

/// <summary>Tests of texts that colleagues send to themselves.</summary>
public sealed class CampaignTestTests(CampaignCrm crm) : IClassFixture<CampaignCrm>
{
    private const string Phone = "+8613800138000";

    private static readonly CampaignTextPlace Sms = new(CampaignChannel.Sms, CampaignArm.A, TextLanguage.Chinese);
    private static readonly CampaignTextPlace Email = new(CampaignChannel.Email, CampaignArm.A, TextLanguage.Chinese);

    [Fact]
    public async Task A_test_goes_to_the_bank_s_own_telephone_marked_and_with_an_invented_name()
    {
        var (marketing, id) = await DraftAsync();

        var test = await SendAsync(marketing, id, Sms, "＋8613800138000"); // as a Chinese keyboard writes it
        await crm.SendAllAsync();

        var (to, text) = crm.Only(test);
        Assert.Equal(Phone, to);
        Assert.Contains("【测试】王芳，春季存款 A", text, StringComparison.Ordinal);
        Assert.Contains($"https://bank.example/o/{CampaignTest.CodeOf(test)}", text, StringComparison.Ordinal);
        Assert.Equal(OutgoingState.Sent, Assert.Single((await crm.As(marketing).AskAsync<ListCampaignTests, CampaignTests>(new(id))).Last).State);
        Assert.Empty(await crm.ContactsAsync(id));
        Assert.Equal(1, await crm.ReadAsync(db => db.AuditEntries.CountAsync(e => e.ObjectId == test && e.Event == AuditEvents.MessageSent)));
    }

    [Fact]
    public async Task A_test_by_e_mail_says_so_in_its_subject_and_leaves_the_bank_s_domain_never()
    {
        var (marketing, id) = await DraftAsync();

        await RefusesAsync("A test goes to addresses of the bank only: {0}.", () => SendAsync(marketing, id, Email, "somebody@example.org"));
        await RefusesAsync("A test goes to addresses of the bank only: {0}.", () => SendAsync(marketing, id, Email, "somebody@not-bank.example"));
        var test = await SendAsync(marketing, id, Email, "li.na@BANK.example");
        await crm.SendAllAsync();

        var mail = Assert.Single(crm.Mail.Mails, m => m.Text.Contains($"{test:n}", StringComparison.Ordinal));
        Assert.Contains("li.na@bank.example", mail.To, StringComparison.OrdinalIgnoreCase);
        var kept = await crm.ReadAsync(db => db.CampaignTests.SingleAsync(t => t.Id == test));
        Assert.Equal("【测试】春季存款", crm.Services.GetRequiredService<CampaignWords>().OfTest(kept).Subject);
    }

    [Fact]
    public async Task Its_link_shows_the_words_says_that_it_is_a_test_and_takes_no_answer()
    {
        var (marketing, id) = await DraftAsync();
        var test = await SendAsync(marketing, id, Sms, Phone);
        var (offers, code) = (crm.Services.GetRequiredService<Offers>(), CampaignTest.CodeOf(test));

        var shown = await offers.OpenAsync(code, null, CancellationToken.None);

        Assert.Equal((true, "王芳，春季存款 A"), (shown!.IsTest, shown.Text));
        Assert.False(await offers.AnswerAsync(code, isInterested: true, null, CancellationToken.None));
        Assert.False(await offers.OptOutAsync(code, null, CancellationToken.None));
        Assert.Null(await offers.OpenAsync(code[CampaignTest.CodeMark.Length..], null, CancellationToken.None));
        Assert.Null(await offers.OpenAsync("test-000000000000", null, CancellationToken.None));
        crm.Pass(TimeSpan.FromDays(8));
        Assert.Null(await offers.OpenAsync(code, null, CancellationToken.None));
        crm.Pass(TimeSpan.FromDays(-8));
    }

    [Fact]
    public async Task No_other_number_no_unwritten_text_no_call_and_nothing_by_a_stopped_channel()
    {
        var (marketing, id) = await DraftAsync(CampaignChannel.Call);

        await RefusesAsync("Choose one of the bank's telephones for tests.", () => SendAsync(marketing, id, Sms, "+8613912345678"));
        await RefusesAsync("This text is not written yet. Save it first.", () => SendAsync(marketing, id, Sms with { Language = TextLanguage.English }, Phone));
        await RefusesAsync("Only what is written to customers can be tried out.", () => SendAsync(marketing, id, new(CampaignChannel.Call, CampaignArm.A, TextLanguage.Chinese), Phone));

        var operates = await crm.NewBranch().HasStaffAsync(OutboxPermissions.Operate);
        var rules = await crm.SmsRulesAsync();
        await crm.As(operates).SendAsync(new StopChannel(rules.Id, rules.Version, "Maintenance"));
        await RefusesAsync("This channel is stopped: nothing is sent by it, no test either.", () => SendAsync(marketing, id, Sms, Phone));
        await crm.As(operates).SendAsync(new StartChannel(rules.Id, (await crm.SmsRulesAsync()).Version));
        Assert.Equal(0, await crm.ReadAsync(db => db.CampaignTests.CountAsync(t => t.CampaignId == id)));
    }

    [Fact]
    public async Task Ten_within_an_hour_and_no_more_however_many_are_sent_at_once()
    {
        var (marketing, id) = await DraftAsync();

        var refused = await Task.WhenAll(Enumerable.Range(0, CampaignTest.MostAnHour + 4).Select(async _ => await Record.ExceptionAsync(() => SendAsync(marketing, id, Sms, Phone))));

        Assert.Equal(4, refused.Count(e => e is RefusedException { Message: "You have sent {0} tests within an hour. Wait a while before the next." }));
        Assert.Equal(CampaignTest.MostAnHour, await crm.ReadAsync(db => db.CampaignTests.CountAsync(t => t.SentBy == marketing.Id)));
        var (colleague, other) = await DraftAsync();
        await SendAsync(colleague, other, Sms, Phone); // the limit is each colleague's own
    }

    [Fact]
    public async Task The_same_form_twice_is_one_test()
    {
        var (marketing, id) = await DraftAsync();
        var test = await SendAsync(marketing, id, Sms, Phone);

        await Assert.ThrowsAsync<RefusedException>(() => crm.As(marketing).SendAsync(new SendCampaignTest(test, id, Sms, Phone)));

        Assert.Equal(1, await crm.ReadAsync(db => db.CampaignTests.CountAsync(t => t.CampaignId == id)));
    }

    [Fact]
    public async Task Who_only_reads_sends_none_and_a_campaign_of_another_branch_is_not_there()
    {
        var (marketing, _) = await DraftAsync();
        var (north, south) = (crm.NewBranch(), crm.NewBranch());
        var (writes, reads) = (await south.HasStaffAsync(CampaignPermissions.Read, CampaignPermissions.Write), await north.HasStaffAsync(CampaignPermissions.Read));
        var id = Guid.CreateVersion7();
        await crm.As(marketing).SendAsync(new DraftCampaign(id, north.Id, crm.Plan, new([await crm.SegmentAsync(marketing, crm.NewTag())], [], [CampaignChannel.Sms])));
        await crm.As(marketing).SendAsync(new WriteCampaignText(id, await crm.VersionAsync(id), Guid.CreateVersion7(), Sms, "", "存款"));

        await Assert.ThrowsAsync<NotFoundException>(() => SendAsync(writes, id, Sms, Phone));
        await Assert.ThrowsAsync<ForbiddenException>(() => SendAsync(reads, id, Sms, Phone));
        var here = await north.HasStaffAsync(CampaignPermissions.Read, CampaignPermissions.Write);
        await SendAsync(here, id, Sms, Phone);
        Assert.Empty((await crm.As(marketing).AskAsync<ListCampaignTests, CampaignTests>(new(id))).Last); // each sees their own
    }

    private async Task<(TestStaff Marketing, Guid Campaign)> DraftAsync(params CampaignChannel[] more)
    {
        var marketing = await crm.NewBranch().HasStaffAsync(RoleReach.AllBranches, CampaignCrm.Marketing);
        return (marketing, await crm.DraftAsync(marketing, crm.NewTag(), crm.Plan, [CampaignChannel.Sms, CampaignChannel.Email, .. more]));
    }

    private async Task<Guid> SendAsync(TestStaff who, Guid campaign, CampaignTextPlace place, string to)
    {
        var id = Guid.CreateVersion7();
        await crm.As(who).SendAsync(new SendCampaignTest(id, campaign, place, to));
        return id;
    }

    private static async Task RefusesAsync(string sentence, Func<Task> act) => Assert.Equal(sentence, (await Assert.ThrowsAsync<RefusedException>(act)).Message);
}

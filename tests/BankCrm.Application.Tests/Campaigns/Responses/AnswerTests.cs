using BankCrm.Application.Campaigns.Responses;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Timeline;
using BankCrm.Application.Platform.Outbox;
using BankCrm.Application.Tasks;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Campaigns.Contacts;
using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Consents;
using BankCrm.Domain.Customers.Messaging;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Domain.Platform.Channels;
using BankCrm.Domain.Platform.Outbox;
using BankCrm.Domain.Tasks.FollowUps;
using BankCrm.Testing;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BankCrm.Application.Tests.Campaigns.Responses;

/// <summary>What customers answer, by link and to colleagues, and what follows from it.</summary>
public sealed class AnswerTests(CampaignCrm crm) : IClassFixture<CampaignCrm>
{
    private static readonly string[] Teller = [ResponsePermissions.Answer, CustomerPermissions.Read, TaskPermissions.Work];

    private Offers Offers => crm.Services.GetRequiredService<Offers>();

    [Fact]
    public async Task To_open_a_link_is_no_answer_and_to_answer_twice_plans_one_call()
    {
        var (branch, contact) = await ContactedAsync("13691110001", CampaignChannel.Sms);
        var teller = await branch.HasStaffAsync(Teller);

        var shown = await Offers.OpenAsync(contact.Code!, "203.0.113.9", default);
        await Offers.OpenAsync(contact.Code!, "203.0.113.9", default);

        Assert.Equal((TextLanguage.Chinese, (ContactAnswer?)null, false), (shown!.Language, shown.Answer, shown.OptedOut));
        Assert.Equal("尊敬的客户，春季存款 A", shown.Text);
        var opened = await FindAsync(contact.Id);
        Assert.NotNull(opened.OpenedAt);
        Assert.Null(opened.AnsweredAt);
        Assert.Equal(0, await crm.ReadAsync(db => db.FollowUps.CountAsync(f => f.CustomerId == contact.CustomerId)));

        Assert.True(await Offers.AnswerAsync(contact.Code!, isInterested: true, null, default));
        Assert.True(await Offers.AnswerAsync(contact.Code!, isInterested: true, null, default));
        var answered = await FindAsync(contact.Id);
        Assert.Equal((ContactAnswer.Interested, AnswerBy.Link, (Guid?)null), (answered.Answer, answered.AnsweredBy, answered.TakenBy));
        var call = await crm.ReadAsync(db => db.FollowUps.SingleAsync(f => f.CustomerId == contact.CustomerId));
        Assert.Equal((FollowUpKind.Call, FollowUpPriority.High), (call.Kind, call.Priority));
        Assert.Contains(contact.Code!, call.Subject, StringComparison.Ordinal);
        Assert.Contains((await crm.As(teller).AskAsync<GetTimeline, CustomerTimeline>(new(contact.CustomerId))).Page.Items, e => e.Sentence == "Answered the campaign “{0}”: {1} ({2})");
        Assert.Equal(2, await crm.ReadAsync(db => db.AuditEntries.CountAsync(e => e.CustomerRef == contact.CustomerId && e.Event == AuditEvents.Changed && e.ActorName == "campaign links")));
    }

    [Fact]
    public async Task A_code_that_is_unknown_not_of_the_form_or_not_sent_yet_opens_nothing()
    {
        var (marketing, tag) = (await crm.MarketingAsync(), crm.NewTag());
        await crm.NewBranch().HasCustomerAsync(CampaignCrm.Person(tag, "13691110002"));
        var id = await crm.LaunchAsync(marketing, tag, crm.Plan with { StartsOn = Branch.DayAt(crm.Now).AddDays(3) }, CampaignChannel.Sms);
        await crm.RunAsync();
        var waiting = Assert.Single(await crm.ContactsAsync(id));

        foreach (var code in new[] { waiting.Code!, "0123456789ab", "'; drop table", "", new string('a', 4000), waiting.Code!.ToUpperInvariant() + " " })
        {
            Assert.Null(await Offers.OpenAsync(code, null, default));
            Assert.False(await Offers.AnswerAsync(code, isInterested: true, null, default));
            Assert.False(await Offers.OptOutAsync(code, null, default));
        }

        Assert.Equal((ContactState.Planned, (DateTimeOffset?)null), ((await FindAsync(waiting.Id)).State, (await FindAsync(waiting.Id)).OpenedAt));
    }

    [Fact]
    public async Task No_more_offers_withdraws_consent_once_with_proof_and_stops_what_is_queued()
    {
        var (branch, contact) = await ContactedAsync("13691110003", CampaignChannel.Sms);
        await crm.HasTextAsync("{customer.name}，新产品。", key: "card.ready", purpose: MessagePurpose.Marketing);
        var queued = await crm.WriteAsync(contact.CustomerId, purpose: MessagePurpose.Marketing);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Offers.OptOutAsync(contact.Code!, null, default)));
        await Offers.OptOutAsync(contact.Code!, null, default);
        await crm.SendAllAsync();

        var said = Assert.Single(await crm.ReadAsync(db => db.Consents.Where(c => c.CustomerId == contact.CustomerId && !c.IsGiven).ToListAsync()));
        Assert.Equal((ConsentPurpose.Marketing, ConsentChannel.Sms), (said.Purpose, said.Channel));
        Assert.Contains(contact.Code!, said.Proof, StringComparison.Ordinal);
        Assert.Equal(OutgoingReason.NoConsent, (await crm.FindAsync(queued)).Reason);
        Assert.NotNull((await FindAsync(contact.Id)).OptedOutAt);
        Assert.True((await Offers.OpenAsync(contact.Code!, null, default))!.OptedOut);
    }

    [Fact]
    public async Task Whose_record_was_merged_since_leaves_with_the_record_that_stayed()
    {
        var (branch, contact) = await ContactedAsync("13691110009", CampaignChannel.Sms);
        var stays = await branch.HasCustomerAsync(CampaignCrm.Person(crm.NewTag(), "13691110010"));
        await crm.WorkAsync(async (db, _) =>
        {
            var survivor = await db.Customers.SingleAsync(c => c.Id == stays);
            (await db.ForChangeAsync<Customer>(contact.CustomerId, default)).MergeInto(survivor);
            return 0;
        });

        Assert.NotNull(await Offers.OpenAsync(contact.Code!, null, default));
        Assert.True(await Offers.AnswerAsync(contact.Code!, isInterested: true, null, default));
        Assert.True(await Offers.OptOutAsync(contact.Code!, null, default));

        Assert.Equal(stays, await crm.ReadAsync(db => db.Consents.Where(c => !c.IsGiven && c.Proof.Contains(contact.Code!)).Select(c => c.CustomerId).SingleAsync()));
        Assert.Equal(1, await crm.ReadAsync(db => db.FollowUps.CountAsync(f => f.CustomerId == stays)));
        var offers = await crm.As(await branch.HasStaffAsync(Teller)).AskAsync<ListContactsOf, IReadOnlyList<ContactRow>>(new(stays));
        Assert.Equal((contact.Id, ContactAnswer.Interested), (Assert.Single(offers).Id, offers[0].Answer)); // theirs, on the page of the record that stayed
        Assert.Empty(await crm.As(await crm.NewBranch().HasStaffAsync(Teller)).AskAsync<ListContactsOf, IReadOnlyList<ContactRow>>(new(stays)));
    }

    [Fact]
    public async Task A_call_moves_to_the_day_they_ask_for_and_is_completed_by_what_they_say()
    {
        var (branch, contact) = await ContactedAsync("13691110004", CampaignChannel.Call);
        var teller = await branch.HasStaffAsync(Teller);
        var stranger = await crm.NewBranch().HasStaffAsync(Teller);
        var day = Branch.DayAt(crm.Now).AddDays(9);

        var shown = await crm.As(teller).AskAsync<GetContact, ContactShown>(new(contact.Id));
        Assert.Equal($"{shown.Customer}，春季存款 A", shown.Text);
        Assert.Equal(contact.Id, (await crm.As(teller).AskAsync<FindContact, ContactFound>(new($" {contact.Code!.ToUpperInvariant()} "))).Id);
        Assert.Equal(contact.Id, (await crm.As(teller).AskAsync<GetContactOfFollowUp, ContactFound>(new(contact.FollowUpId!.Value))).Id);
        Assert.Null((await crm.As(stranger).AskAsync<FindContact, ContactFound>(new(contact.Code!))).Id);
        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(stranger).AskAsync<GetContact, ContactShown>(new(contact.Id)));
        await Assert.ThrowsAsync<NotFoundException>(() => SayAsync(stranger, contact.Id, SaidToOffer.Bought));
        await Assert.ThrowsAsync<ValidationException>(() => SayAsync(teller, contact.Id, SaidToOffer.Later));
        await Assert.ThrowsAsync<RefusedException>(() => SayAsync(teller, contact.Id, SaidToOffer.Later, Branch.DayAt(crm.Now).AddDays(-1)));

        await SayAsync(teller, contact.Id, SaidToOffer.Later, day);
        var call = await crm.ReadAsync(db => db.FollowUps.SingleAsync(f => f.Id == contact.FollowUpId));
        Assert.Equal((day, FollowUpStatus.Open), (call.Due.Day, call.Status));
        await SayAsync(teller, contact.Id, SaidToOffer.Interested, day.AddDays(2));

        var answered = await FindAsync(contact.Id);
        Assert.Equal((ContactState.Sent, ContactAnswer.Interested, AnswerBy.Call, (Guid?)teller.Id), (answered.State, answered.Answer, answered.AnsweredBy, answered.TakenBy));
        var calls = await crm.ReadAsync(db => db.FollowUps.Where(f => f.CustomerId == contact.CustomerId).ToListAsync());
        Assert.Equal((FollowUpStatus.Done, FollowUpOutcome.Agreed), (calls.Single(f => f.Id == contact.FollowUpId).Status, calls.Single(f => f.Id == contact.FollowUpId).Outcome));
        Assert.Equal(day.AddDays(2), calls.Single(f => f.Id != contact.FollowUpId).Due.Day);
    }

    [Fact]
    public async Task Who_wants_no_more_calls_gets_none_of_any_campaign()
    {
        var (marketing, tag, branch) = (await crm.MarketingAsync(), crm.NewTag(), crm.NewBranch());
        var customer = await branch.HasCustomerAsync(CampaignCrm.Person(tag, "13691110005"));
        var (first, second) = (await crm.LaunchAsync(marketing, tag, crm.Plan, CampaignChannel.Call), await crm.LaunchAsync(marketing, tag, crm.Plan, CampaignChannel.Call));
        await crm.RunAsync();
        var (one, other) = (Assert.Single(await crm.ContactsAsync(first)), Assert.Single(await crm.ContactsAsync(second)));
        var teller = await branch.HasStaffAsync(Teller);

        await SayAsync(teller, one.Id, SaidToOffer.NoMoreOffers);

        Assert.Equal((ContactState.Refused, NotContacted.NoConsent), ((await FindAsync(other.Id)).State, (await FindAsync(other.Id)).Reason));
        var calls = await crm.ReadAsync(db => db.FollowUps.Where(f => f.CustomerId == customer).ToDictionaryAsync(f => f.Id, f => f.Status));
        Assert.Equal((FollowUpStatus.Done, FollowUpStatus.Dropped), (calls[one.FollowUpId!.Value], calls[other.FollowUpId!.Value]));
        var refused = Assert.Single(await crm.ReadAsync(db => db.Consents.Where(c => c.CustomerId == customer && !c.IsGiven).ToListAsync()));
        Assert.Equal(ConsentChannel.Phone, refused.Channel);
        await Assert.ThrowsAsync<RefusedException>(() => SayAsync(teller, other.Id, SaidToOffer.Interested));
    }

    [Fact]
    public async Task At_the_counter_it_waits_for_the_visit_and_no_more_offers_means_all_ways()
    {
        var (branch, contact) = await ContactedAsync("13691110006", CampaignChannel.Counter);
        var teller = await branch.HasStaffAsync(Teller);
        Assert.True(Assert.Single(await crm.As(teller).AskAsync<ListContactsOf, IReadOnlyList<ContactRow>>(new(contact.CustomerId))).Waits);

        await SayAsync(teller, contact.Id, SaidToOffer.NoMoreOffers);

        var answered = await FindAsync(contact.Id);
        Assert.Equal((ContactState.Sent, ContactAnswer.NotInterested, AnswerBy.Counter), (answered.State, answered.Answer, answered.AnsweredBy));
        Assert.Equal(5, await crm.ReadAsync(db => db.Consents.Where(c => c.CustomerId == contact.CustomerId && !c.IsGiven).Select(c => c.Channel).Distinct().CountAsync()));
        Assert.False(Assert.Single(await crm.As(teller).AskAsync<ListContactsOf, IReadOnlyList<ContactRow>>(new(contact.CustomerId))).Waits);
    }

    [Fact]
    public async Task The_gateway_s_word_counts_for_messages_of_campaigns_too()
    {
        var gateway = CurrentUser.System("sms gateway", OutboxPermissions.Send);
        var (_, arrived) = await ContactedAsync("13691110007", CampaignChannel.Sms);
        var (_, bounced) = await ContactedAsync("13691110008", CampaignChannel.Sms);

        await crm.As(gateway).SendAsync(new ReportDelivery(arrived.Id, DeliveryWord.Delivered, crm.Now));
        await crm.As(gateway).SendAsync(new ReportDelivery(bounced.Id, DeliveryWord.NoSuchAddress, crm.Now));

        await Assert.ThrowsAsync<RefusedException>(() => crm.As(gateway).SendAsync(new ReportDelivery(arrived.Id, DeliveryWord.Failed, crm.Now)));
        Assert.NotNull((await FindAsync(arrived.Id)).DeliveredAt);
        Assert.Equal((ContactState.Failed, NotContacted.NoSuchAddress), ((await FindAsync(bounced.Id)).State, (await FindAsync(bounced.Id)).Reason));
        var lookup = await crm.ReadAsync(db => db.ContactPoints.Where(p => p.CustomerId == bounced.CustomerId).Select(p => p.Lookup).SingleAsync());
        Assert.True(await crm.ReadAsync(db => db.SuppressedAddresses.AnyAsync(s => s.Lookup == lookup && s.Because == SuppressedBecause.Bounced)));
    }

    [Fact]
    public async Task A_mail_that_comes_back_later_is_written_down_and_its_address_gets_nothing_more()
    {
        var mailServer = CurrentUser.System("mail server", OutboxPermissions.Send);
        var (marketing, tag, branch) = (await crm.MarketingAsync(), crm.NewTag(), crm.NewBranch());
        await branch.HasCustomerAsync(CampaignCrm.Person(tag, email: "gone@customer.example"));
        var id = await crm.LaunchAsync(marketing, tag, crm.Plan, CampaignChannel.Email);
        await crm.RunAsync();
        var contact = Assert.Single(await crm.ContactsAsync(id));
        Assert.Equal(ContactState.Sent, contact.State);

        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(mailServer).SendAsync(new ReportDelivery(contact.Id, DeliveryWord.NoSuchAddress, crm.Now))); // that is the other gateway's word
        await crm.As(mailServer).SendAsync(new ReportDelivery(contact.Id, DeliveryWord.NoSuchAddress, crm.Now, ChannelKind.Email));
        await Assert.ThrowsAsync<RefusedException>(() => crm.As(mailServer).SendAsync(new ReportDelivery(contact.Id, DeliveryWord.NoSuchAddress, crm.Now, ChannelKind.Email)));

        Assert.Equal((ContactState.Failed, NotContacted.NoSuchAddress), ((await FindAsync(contact.Id)).State, (await FindAsync(contact.Id)).Reason));
        Assert.NotNull((await FindAsync(contact.Id)).BouncedAt);
        var lookup = await crm.ReadAsync(db => db.ContactPoints.Where(p => p.CustomerId == contact.CustomerId).Select(p => p.Lookup).SingleAsync());
        Assert.True(await crm.ReadAsync(db => db.SuppressedAddresses.AnyAsync(s => s.Channel == ChannelKind.Email && s.Lookup == lookup && s.Because == SuppressedBecause.Bounced)));
        var again = await crm.LaunchAsync(marketing, tag, crm.Plan with { MostContacts = 9 }, CampaignChannel.Email);
        await crm.RunAsync();
        Assert.Equal((ContactState.Refused, NotContacted.Suppressed), (Assert.Single(await crm.ContactsAsync(again)).State, (await crm.ContactsAsync(again))[0].Reason));
    }

    private async Task<(TestBranch Branch, CampaignContact Contact)> ContactedAsync(string mobile, CampaignChannel channel)
    {
        var (marketing, tag, branch) = (await crm.MarketingAsync(), crm.NewTag(), crm.NewBranch());
        await branch.HasCustomerAsync(CampaignCrm.Person(tag, mobile));
        var id = await crm.LaunchAsync(marketing, tag, crm.Plan, channel);
        await crm.RunAsync();
        return (branch, Assert.Single(await crm.ContactsAsync(id)));
    }

    private async Task SayAsync(TestStaff who, Guid contact, SaidToOffer said, DateOnly? next = null) => await crm.As(who).SendAsync(new RecordAnswer
    {
        Id = contact,
        Version = (await FindAsync(contact)).Version,
        Said = said,
        NextOn = next,
    });

    private Task<CampaignContact> FindAsync(Guid id) => crm.ReadAsync(db => db.CampaignContacts.SingleAsync(c => c.Id == id));
}

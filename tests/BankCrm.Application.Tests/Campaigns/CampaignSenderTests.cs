using BankCrm.Application.Campaigns.Planning;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Consents;
using BankCrm.Application.Platform.Channels;
using BankCrm.Domain.Campaigns.Contacts;
using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Domain.Customers.Consents;
using BankCrm.Domain.Platform.Channels;
using BankCrm.Domain.Tasks.FollowUps;
using BankCrm.Infrastructure.Campaigns;
using BankCrm.Infrastructure.Platform.Jobs;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BankCrm.Application.Tests.Campaigns;

public sealed class CampaignSenderTests(CampaignCrm crm) : IClassFixture<CampaignCrm>
{
    [Fact]
    public async Task Each_gets_the_words_of_their_variant_with_a_link_of_their_own()
    {
        var (marketing, tag, branch) = (await crm.MarketingAsync(), crm.NewTag(), crm.NewBranch());
        for (var i = 0; i < 30; i++)
        {
            await branch.HasCustomerAsync(CampaignCrm.Person(tag, $"1362222{i:0000}"));
        }

        var id = await crm.LaunchAsync(marketing, tag, crm.Plan with { BPercent = 50 }, CampaignChannel.Sms);
        await crm.RunAsync();

        var contacts = await crm.ContactsAsync(id);
        Assert.Equal(30, contacts.Count);
        Assert.All(contacts, c =>
        {
            var (to, text) = crm.Only(c.Id);
            Assert.StartsWith("+861362222", to, StringComparison.Ordinal);
            Assert.Contains($"春季存款 {c.Arm}", text, StringComparison.Ordinal);
            Assert.Contains($"https://bank.example/o/{c.Code}", text, StringComparison.Ordinal);
            Assert.Equal(ContactState.Sent, c.State);
        });
        Assert.Equal(30, contacts.Select(c => c.Code).Distinct().Count());
    }

    [Fact]
    public async Task Four_instances_at_once_send_each_message_once()
    {
        var (marketing, tag, branch) = (await crm.MarketingAsync(), crm.NewTag(), crm.NewBranch());
        for (var i = 0; i < 60; i++)
        {
            await branch.HasCustomerAsync(CampaignCrm.Person(tag, $"1363333{i:0000}"));
        }

        var id = await crm.LaunchAsync(marketing, tag, crm.Plan, CampaignChannel.Sms);
        await ActivatorUtilities.CreateInstance<CampaignKeeper>(crm.Services).RunNextAsync(CancellationToken.None);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            var sender = crm.NewCampaignSender();
            while (await sender.RunNextAsync(CancellationToken.None))
            {
            }
        })));

        var ids = (await crm.ContactsAsync(id)).ConvertAll(c => c.Id);
        Assert.Equal(60, crm.Sms.Given.Count(g => ids.Contains(g.Id)));
        Assert.Equal(60, crm.Sms.Given.Where(g => ids.Contains(g.Id)).Select(g => g.Id).Distinct().Count());
    }

    [Fact]
    public async Task What_a_dead_process_had_taken_is_asked_about_and_sent_once()
    {
        var (marketing, tag, branch) = (await crm.MarketingAsync(), crm.NewTag(), crm.NewBranch());
        for (var i = 0; i < 6; i++)
        {
            await branch.HasCustomerAsync(CampaignCrm.Person(tag, $"1364444{i:0000}"));
        }

        var id = await crm.LaunchAsync(marketing, tag, crm.Plan, CampaignChannel.Sms);
        await ActivatorUtilities.CreateInstance<CampaignKeeper>(crm.Services).RunNextAsync(CancellationToken.None);
        var scopes = crm.Services.GetRequiredService<IServiceScopeFactory>();
        var taken = await scopes.AsSystemAsync("campaigns", db => SendingSql.TakeAsync(db, id, [CampaignChannel.Sms], "dead", crm.Now, TimeSpan.FromMinutes(2), 500, CancellationToken.None));
        Assert.Equal(6, taken.Count);
        foreach (var one in taken.Take(3)) // these it had handed over
        {
            await crm.Services.GetRequiredService<OutgoingChannels>().SendAsync(ChannelKind.Sms, new(one.Id, "+8613644440000", "", "x"), CancellationToken.None);
        }

        await crm.RunAsync();
        Assert.All(await crm.ContactsAsync(id), c => Assert.Equal(ContactState.Sending, c.State)); // the lease still holds
        crm.Pass(TimeSpan.FromMinutes(3));
        await crm.RunAsync();

        Assert.All(await crm.ContactsAsync(id), c => Assert.Equal(ContactState.Sent, c.State));
        Assert.Equal(6, crm.Sms.Given.Count(g => taken.Any(t => t.Id == g.Id)));
    }

    [Fact]
    public async Task An_objection_stops_what_waits_and_a_pause_stops_all()
    {
        var (marketing, tag, branch) = (await crm.MarketingAsync(), crm.NewTag(), crm.NewBranch());
        var objects = await branch.HasCustomerAsync(CampaignCrm.Person(tag, "13655550001"));
        var stays = await branch.HasCustomerAsync(CampaignCrm.Person(tag, "13655550002"));
        var teller = await branch.HasStaffAsync(CustomerPermissions.Read, CustomerPermissions.Change);
        var id = await crm.LaunchAsync(marketing, tag, crm.Plan, CampaignChannel.Sms);
        await ActivatorUtilities.CreateInstance<CampaignKeeper>(crm.Services).RunNextAsync(CancellationToken.None);
        await crm.As(marketing).SendAsync(new PauseCampaign(id, await crm.VersionAsync(id)));
        await crm.RunAsync();
        Assert.All(await crm.ContactsAsync(id), c => Assert.Equal(ContactState.Planned, c.State));

        await crm.As(teller).SendAsync(new RecordConsent { CustomerId = objects, Purpose = ConsentPurpose.Marketing, Channel = ConsentChannel.Sms, IsGiven = false });
        await crm.As(marketing).SendAsync(new ResumeCampaign(id, await crm.VersionAsync(id)));
        await crm.RunAsync();

        var contacts = (await crm.ContactsAsync(id)).ToDictionary(c => c.CustomerId);
        Assert.Equal((ContactState.Refused, NotContacted.NoConsent), (contacts[objects].State, contacts[objects].Reason));
        Assert.Equal(ContactState.Sent, contacts[stays].State);
        Assert.DoesNotContain(crm.Sms.Given, g => g.Id == contacts[objects].Id);
    }

    [Fact]
    public async Task Calls_go_to_who_looks_after_the_customer_so_many_a_day()
    {
        var (marketing, tag, branch) = (await crm.MarketingAsync(), crm.NewTag(), crm.NewBranch());
        var adviser = await branch.HasStaffAsync(CustomerPermissions.Read);
        for (var i = 0; i < 5; i++)
        {
            await branch.HasCustomerAsync(CampaignCrm.Person(tag, $"1366666{i:0000}") with { OwnerId = adviser.Id });
        }

        var id = await crm.LaunchAsync(marketing, tag, crm.Plan with { CallsADay = 2 }, CampaignChannel.Call);
        await crm.RunAsync();

        var given = (await crm.ContactsAsync(id)).Where(c => c.State is ContactState.WithColleague).ToList();
        Assert.Equal(2, given.Count);
        var first = await crm.ReadAsync(db => db.FollowUps.SingleAsync(f => f.Id == given[0].FollowUpId));
        Assert.Equal((adviser.Id, FollowUpKind.Call, given[0].CustomerId), (first.OwnerId, first.Kind, first.CustomerId));
        Assert.Contains(given[0].Code!, first.Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_says_nothing_is_reminded_and_who_answered_is_not()
    {
        var (marketing, tag, branch) = (await crm.MarketingAsync(), crm.NewTag(), crm.NewBranch());
        var silent = await branch.HasCustomerAsync(CampaignCrm.Person(tag, "13677770001"));
        var answers = await branch.HasCustomerAsync(CampaignCrm.Person(tag, "13677770002"));
        var late = await branch.HasCustomerAsync(CampaignCrm.Person(tag, "13677770003"));
        var id = await crm.LaunchAsync(marketing, tag, crm.Plan with { Reminders = 1, ReminderDays = 7 }, CampaignChannel.Sms);
        await crm.RunAsync();
        var first = (await crm.ContactsAsync(id)).ToDictionary(c => c.CustomerId);
        await crm.HasChangedAsync<CampaignContact>(first[answers].Id, c => c.Answers(ContactAnswer.NotInterested, AnswerBy.Link, null, crm.Now));

        crm.Pass(TimeSpan.FromDays(8));
        await ActivatorUtilities.CreateInstance<CampaignKeeper>(crm.Services).RunNextAsync(CancellationToken.None);
        await crm.HasChangedAsync<CampaignContact>(first[late].Id, c => c.Answers(ContactAnswer.Interested, AnswerBy.Link, null, crm.Now)); // in the last moment
        await crm.RunAsync();

        var second = (await crm.ContactsAsync(id)).Where(c => c.Wave == 2).ToDictionary(c => c.CustomerId);
        Assert.Equal(ContactState.Sent, second[silent].State);
        Assert.DoesNotContain(answers, second.Keys);
        Assert.Equal((ContactState.Refused, NotContacted.Answered), (second[late].State, second[late].Reason));
        crm.Pass(TimeSpan.FromDays(-8));
    }

    [Fact]
    public async Task Nothing_of_a_stopped_campaign_leaves()
    {
        var (marketing, tag, branch) = (await crm.MarketingAsync(), crm.NewTag(), crm.NewBranch());
        await branch.HasCustomerAsync(CampaignCrm.Person(tag, "13688880001"));
        var id = await crm.LaunchAsync(marketing, tag, crm.Plan with { StartsOn = Domain.Admin.Branches.Branch.DayAt(crm.Now).AddDays(1) }, CampaignChannel.Sms);
        await crm.RunAsync();
        Assert.Equal(ContactState.Planned, Assert.Single(await crm.ContactsAsync(id)).State); // its day has not come

        await crm.As(await crm.ComplianceAsync()).SendAsync(new StopCampaign(id, await crm.VersionAsync(id), "Wrong rate"));
        await crm.RunAsync();

        var contact = Assert.Single(await crm.ContactsAsync(id));
        Assert.Equal((ContactState.Refused, NotContacted.Stopped), (contact.State, contact.Reason));
        Assert.DoesNotContain(crm.Sms.Given, g => g.Id == contact.Id);
    }
}

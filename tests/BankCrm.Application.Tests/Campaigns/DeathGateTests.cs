using System.Text;
using BankCrm.Application.Tests.Campaigns.HandOvers;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Campaigns.Contacts;
using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Domain.Customers;
using BankCrm.Infrastructure.Campaigns;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BankCrm.Application.Tests.Campaigns;

/// <summary>Who dies after the audience was written down gets nothing more, by whatever way; who lives goes on.</summary>
public sealed class DeathGateTests(CampaignCrm crm) : HandOverTestBase(crm)
{
    [Fact]
    public async Task No_message_leaves_for_whoever_died_meanwhile()
    {
        var (marketing, tag, branch) = (await Crm.MarketingAsync(), Crm.NewTag(), Crm.NewBranch());
        var (dies, lives) = (await branch.HasCustomerAsync(CampaignCrm.Person(tag, "13699990001")), await branch.HasCustomerAsync(CampaignCrm.Person(tag, "13699990002")));
        var id = await Crm.LaunchAsync(marketing, tag, Crm.Plan, CampaignChannel.Sms);
        await ActivatorUtilities.CreateInstance<CampaignKeeper>(Crm.Services).RunNextAsync(CancellationToken.None);
        Assert.All(await Crm.ContactsAsync(id), c => Assert.Equal(ContactState.Planned, c.State));
        await DiesAsync(dies);

        await Crm.RunAsync();

        var contacts = await ContactsAsync(id);
        Assert.Equal((ContactState.Refused, NotContacted.Died), (contacts[dies].State, contacts[dies].Reason));
        Assert.Equal(ContactState.Sent, contacts[lives].State);
        Assert.DoesNotContain(Crm.Sms.Given, g => g.Id == contacts[dies].Id);
    }

    [Fact]
    public async Task No_letter_is_handed_over_for_whoever_died_meanwhile()
    {
        var (marketing, tag, branch) = (await Crm.MarketingAsync(), Crm.NewTag(), Crm.NewBranch());
        var (dies, lives) = (await branch.HasCustomerAsync(Letter(tag, "陆静安")), await branch.HasCustomerAsync(Letter(tag, "张伟")));
        var manager = await ManagerAsync(branch);
        var id = await RunsAsync(marketing, tag, CampaignChannel.Letter);
        await DiesAsync(dies);

        var text = Encoding.UTF8.GetString(await TakenAsync(manager, await WrittenAsync(manager, id)));

        var contacts = await ContactsAsync(id);
        Assert.Equal((ContactState.Refused, NotContacted.Died), (contacts[dies].State, contacts[dies].Reason));
        Assert.Equal(ContactState.Sent, contacts[lives].State);
        Assert.DoesNotContain("陆静安", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_call_is_given_for_whoever_died_meanwhile()
    {
        var (marketing, tag, branch) = (await Crm.MarketingAsync(), Crm.NewTag(), Crm.NewBranch());
        var (dies, lives) = (await branch.HasCustomerAsync(CampaignCrm.Person(tag, "13699990003")), await branch.HasCustomerAsync(CampaignCrm.Person(tag, "13699990004")));
        var id = await Crm.LaunchAsync(marketing, tag, Crm.Plan with { StartsOn = Branch.DayAt(Crm.Now).AddDays(1) }, CampaignChannel.Call);
        await Crm.RunAsync();
        Assert.All(await Crm.ContactsAsync(id), c => Assert.Equal(ContactState.Planned, c.State)); // its day has not come
        await DiesAsync(dies);

        Crm.Pass(TimeSpan.FromDays(2));
        await Crm.RunAsync();
        Crm.Pass(TimeSpan.FromDays(-2));

        var contacts = await ContactsAsync(id);
        Assert.Equal((ContactState.Refused, NotContacted.Died), (contacts[dies].State, contacts[dies].Reason));
        Assert.Equal(ContactState.WithColleague, contacts[lives].State);
        Assert.False(await Crm.ReadAsync(db => db.FollowUps.AnyAsync(f => f.CustomerId == dies)));
    }

    private Task DiesAsync(Guid customer) => Crm.HasChangedAsync<Customer>(customer, c => c.HasDied(Branch.DayAt(Crm.Now), Branch.DayAt(Crm.Now)));

    private async Task<Dictionary<Guid, CampaignContact>> ContactsAsync(Guid campaign) => (await Crm.ContactsAsync(campaign)).ToDictionary(c => c.CustomerId);
}

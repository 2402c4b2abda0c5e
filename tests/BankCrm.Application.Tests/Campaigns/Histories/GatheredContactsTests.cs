using BankCrm.Application.Campaigns.Histories;
using BankCrm.Application.Common;
using BankCrm.Application.Segments.Scores;
using BankCrm.Application.Tests.Accounts;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Admin.Roles;
using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Domain.Common;
using BankCrm.Domain.Products.Catalogue;
using BankCrm.Domain.Segments.Scores;
using BankCrm.Infrastructure.Campaigns.Histories;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BankCrm.Application.Tests.Campaigns.Histories;

/// <summary>Which contacts a history takes in, and who may have it gathered.</summary>
public sealed class GatheredContactsTests(CampaignCrm crm) : IClassFixture<CampaignCrm>
{
    private static readonly string[] Marketing = [ScorePermissions.Read, ScorePermissions.Learn];

    [Fact]
    public async Task The_control_group_and_reminders_stay_out_and_a_sale_counts_within_the_window()
    {
        var (planner, tag, branch, maker) = (await crm.MarketingAsync(), crm.NewTag(), crm.NewBranch(), await LearnerAsync());
        for (var i = 0; i < 30; i++)
        {
            await branch.HasCustomerAsync(CampaignCrm.Person(tag, $"1378{i:0000000}"));
        }

        var product = await crm.HasAsync(Product.Launch(
            Guid.CreateVersion7(), Guid.CreateVersion7(), $"GAT-{Guid.NewGuid():N}"[..12].ToUpperInvariant(), ProductClass.Custody, "CNY", new(2025, 1, 1),
            new() { Name = "Custody", ChineseName = "托管", Channels = SalesChannels.Branch }, new(2025, 1, 1)));
        var id = await crm.LaunchAsync(planner, tag, crm.Plan with { ProductId = product.Id, SkipsHolders = false, ControlPercent = 40, WindowDays = 10, Reminders = 1, ReminderDays = 2 }, CampaignChannel.Sms);
        await crm.RunAsync();
        crm.Pass(TimeSpan.FromDays(4));
        await crm.RunAsync();
        var contacts = await crm.ContactsAsync(id);
        var sent = contacts.Where(c => c.Wave == 1 && c.Arm is not CampaignArm.Control).ToList();
        Assert.Contains(contacts, c => c.Wave == 2);
        var (buyer, late) = (sent[0].CustomerId, sent[1].CustomerId);
        await OpenAsync(buyer, 10);
        await OpenAsync(late, 11);
        await OpenAsync(contacts.First(c => c.Arm is CampaignArm.Control).CustomerId, 2);
        crm.Pass(TimeSpan.FromDays(20));
        var history = Guid.CreateVersion7();
        await crm.As(maker).SendAsync(new GatherHistory(history, $"Custody {history}", GatheredOutcome.Bought, [], ProductClass.Custody));

        Assert.True(await crm.Services.GetRequiredService<HistoryGatherer>().RunNextAsync(default));

        var rows = await crm.ReadAsync(db => db.OutcomeRows.Where(r => r.HistoryId == history).ToListAsync());
        Assert.Equal(sent.Select(c => (Guid?)c.Id).Order(), rows.Select(r => r.SourceId).Order());
        Assert.Equal(buyer, Assert.Single(rows, r => r.Outcome == true).CustomerId);

        async Task OpenAsync(Guid owner, int days)
        {
            var intakes = new Intakes(crm);
            var day = Branch.DayAt(sent[0].SentAt!.Value).AddDays(days);
            await intakes.TakeAsync(Intakes.Account($"62260{days:00}{owner.GetHashCode() & 0xFFFFFF:000000000}", await intakes.NumberOfAsync(owner)) with { OpenedOn = day, Product = product.Code });
        }
    }

    [Fact]
    public async Task Who_may_not_does_not_and_what_cannot_be_found_is_refused()
    {
        var (planner, tag) = (await crm.MarketingAsync(), crm.NewTag());
        await crm.NewBranch().HasCustomerAsync(CampaignCrm.Person(tag, "13790000001"));
        var campaign = await crm.LaunchAsync(planner, tag, crm.Plan, CampaignChannel.Sms);
        await crm.RunAsync();
        var maker = await LearnerAsync();
        var reader = await crm.NewBranch().HasStaffAsync(RoleReach.AllBranches, ScorePermissions.Read);
        var ofOneBranch = await crm.NewBranch().HasStaffAsync(Marketing);

        await Assert.ThrowsAsync<ForbiddenException>(() => crm.As(reader).SendAsync(Asked("R")));
        await Assert.ThrowsAsync<ForbiddenException>(() => crm.As(ofOneBranch).SendAsync(Asked("B")));
        await Assert.ThrowsAsync<ForbiddenException>(() => crm.As(ofOneBranch).AskAsync<GetGatherChoices, IReadOnlyList<GatherChoice>>(new()));
        Assert.StartsWith("A campaign without a product", (await Assert.ThrowsAsync<RefusedException>(() => crm.As(maker).SendAsync(Asked("P", GatheredOutcome.Bought)))).Message, StringComparison.Ordinal);
        Assert.Equal("Choose campaigns, or a kind of product.", (await Assert.ThrowsAsync<RefusedException>(() => crm.As(maker).SendAsync(Asked("N") with { Campaigns = [] }))).Message);
        Assert.Equal("One of the campaigns is not there any more.", (await Assert.ThrowsAsync<RefusedException>(() => crm.As(maker).SendAsync(Asked("G") with { Campaigns = [Guid.NewGuid()] }))).Message);
        Assert.Null((await crm.As(maker).AskAsync<GetGatherChoices, IReadOnlyList<GatherChoice>>(new())).Single(c => c.Id == campaign).Contacted); // one alone is not told

        GatherHistory Asked(string name, GatheredOutcome outcome = GatheredOutcome.Either) => new(Guid.CreateVersion7(), $"{name} {campaign}", outcome, [campaign], null);
    }

    private Task<TestStaff> LearnerAsync() => crm.NewBranch().HasStaffAsync(RoleReach.AllBranches, Marketing);
}

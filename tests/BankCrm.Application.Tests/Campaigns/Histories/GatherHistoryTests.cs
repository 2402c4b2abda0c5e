using BankCrm.Application.Campaigns.Histories;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Segments;
using BankCrm.Application.Segments.Definitions;
using BankCrm.Application.Segments.Scores;
using BankCrm.Domain.Admin.Roles;
using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Domain.Segments.Definitions;
using BankCrm.Domain.Segments.Scores;
using BankCrm.Infrastructure.Campaigns.Histories;
using BankCrm.Infrastructure.Integration.Outcomes;
using BankCrm.Infrastructure.Platform.Database;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BankCrm.Application.Tests.Campaigns.Histories;

/// <summary>From the bank's own campaigns to a score of everybody.</summary>
public sealed class GatherHistoryTests(CampaignCrm crm) : IClassFixture<CampaignCrm>
{
    private const int Contacted = 240;
    private const int Again = 110;

    private static readonly string[] Marketing = [ScorePermissions.Read, ScorePermissions.Learn, ScorePermissions.Vouch, ScorePermissions.Approve];
    private static readonly string[] Manager = [ScorePermissions.Read, ScorePermissions.OfCustomer, SegmentPermissions.Read, SegmentPermissions.Members, SegmentPermissions.Everybodys, CustomerPermissions.Read];

    [Fact]
    public async Task Contacts_come_in_when_they_are_over_and_once_teach_a_score_of_everybody_and_judge_it_by_those_that_come_later()
    {
        var (planner, tag, branch) = (await crm.MarketingAsync(), crm.NewTag(), crm.NewBranch());
        var (maker, other, manager) = (await LearnerAsync(), await LearnerAsync(), await branch.HasStaffAsync(Manager));
        List<Guid> people = [];
        for (var i = 0; i < Contacted; i++)
        {
            people.Add(await branch.HasCustomerAsync(CampaignCrm.Person(tag, $"1377{i:0000000}") with { BirthDate = new(i % 2 == 0 ? 1960 + (i % 9) : 1992 + (i % 9), 5, 1), Tags = i < Again ? [tag, tag + "b"] : [tag] }));
        }

        var stranger = await branch.HasCustomerAsync(new() { Name = "李静", BirthDate = new(1965, 5, 1) }); // never contacted
        var first = await crm.LaunchAsync(planner, tag, crm.Plan with { WindowDays = 10 }, CampaignChannel.Sms);
        await crm.RunAsync();
        await AnswerAsync(first);
        var history = Guid.CreateVersion7();
        await crm.As(maker).SendAsync(new GatherHistory(history, $"Deposits {history}", GatheredOutcome.SaidYes, [first], null));

        await GatherAsync(); // nobody can know yet what comes of them
        var shown = await ShownAsync(maker, history);
        Assert.Equal((HistoryState.Failed, "No contact of these campaigns is over yet: their windows still run."), (shown.State, shown.Fault));

        crm.Pass(TimeSpan.FromDays(10 + GatherSql.LateDays));
        await crm.As(maker).SendAsync(new GatherAgain(history, shown.Version));
        await GatherAsync();
        Assert.Equal(0, (await ShownAsync(maker, history)).Counts.Rows); // the last day of grace

        crm.Pass(TimeSpan.FromDays(1));
        await AgainAsync(maker, history);
        shown = await ShownAsync(maker, history);
        Assert.Equal((HistoryState.Ready, null, Contacted, Contacted, 0), (shown.State, shown.Fault, shown.Counts.Rows, shown.Counts.Owned, shown.Open));
        Assert.InRange(shown.Counts.Came, 60, 180);
        Assert.Equal(HistoryColumnUse.Before, shown.Columns.Single(c => c.Name == "Age by the year of birth").Use);
        Assert.Equal(ColumnDoubt.Constant, shown.Columns.Single(c => c.Name == "Channel of the contact").Doubt);

        await crm.As(maker).SendAsync(new LearnScore(Guid.CreateVersion7(), history));
        await Assert.ThrowsAsync<RefusedException>(() => AgainAsync(maker, history));
        Assert.True(await crm.Services.LearnNextAsync(default));
        var version = (await ShownAsync(other, history)).Shown!;
        Assert.Equal((ScoreState.Learnt, true, Contacted), (version.State, version.Report!.IsInOrder, version.Seen));
        Assert.True(version.Report.Figures.Auc > 0.6, $"AUC {version.Report.Figures.Auc}");
        await crm.As(other).SendAsync(new DecideScore(version.Id, version.Version, ScoreDecision.Approve, "Ranks well"));
        Assert.True(await crm.Services.LearnNextAsync(default));
        Assert.False(await crm.Services.LearnNextAsync(default));

        var customers = await crm.ReadAsync(db => db.Customers.CountAsync());
        Assert.Equal(customers, (await ShownAsync(other, history)).Shown!.Scored);
        var score = Assert.Single(await crm.As(manager).AskAsync<GetCustomerScores, IReadOnlyList<CustomerScoreShown>>(new(stranger)));
        var stored = await crm.ReadAsync(db => db.CustomerScores.SingleAsync(s => s.CustomerId == stranger));
        Assert.True(score.IsOfEverybody);
        Assert.Equal((stored.Probability, stored.Tenth, (Guid?)null, branch.Id), (score.Reading.Probability, score.Tenth, stored.RowId, stored.BranchId));
        Assert.Equal(score.Reading.Points, score.Reading.Start + score.Reading.Reasons.Sum(r => r.Points));
        Assert.InRange(await crm.ReadAsync(db => db.CustomerScores.CountAsync(s => s.HistoryId == history && s.Tenth == 1)), customers / 10, (customers / 10) + 1);
        var low = SegmentGroup.All(new SegmentCondition("score-low", SegmentTest.IsAnyOf, history.ToString()));
        Assert.Equal(
            await crm.ReadAsync(db => db.CustomerScores.CountAsync(s => s.HistoryId == history && s.BranchId == branch.Id && s.Tenth >= 6)),
            (await crm.As(manager).AskAsync<CountSegment, SegmentCount>(new(low))).Customers);

        crm.Pass(TimeSpan.FromDays(1)); // what is known of them is another by the next day
        Assert.True(await crm.Services.LearnNextAsync(default));
        Assert.True(await crm.ReadAsync(db => db.CustomerScores.AllAsync(s => s.HistoryId != history || s.ScoredAt > stored.ScoredAt)));

        var second = await crm.LaunchAsync(planner, tag + "b", crm.Plan with { WindowDays = 3 }, CampaignChannel.Sms);
        await crm.RunAsync();
        Assert.Equal(Again, await AnswerAsync(second));
        crm.Pass(TimeSpan.FromDays(3 + GatherSql.LateDays + 1));
        await AgainAsync(maker, history); // it is no campaign of this history
        Assert.Equal(Contacted, (await ShownAsync(maker, history)).Counts.Rows);
        await crm.WorkAsync((db, _) => db.ExecuteAsync("update outcome_histories set gathers = $2 where id = $1", default, history, new GatherTerms(GatheredOutcome.SaidYes, [new(first, "One"), new(second, "Two")], null).ToJson()));
        await AgainAsync(maker, history);
        shown = await ShownAsync(maker, history);
        Assert.Equal((Contacted + Again, Contacted + Again), (shown.Counts.Rows, shown.Places));
        var check = Assert.Single(shown.Checks).Report;
        Assert.Equal((Again, Again), (check.Figures.Rows, await crm.ReadAsync(db => db.OutcomeRows.CountAsync(r => r.HistoryId == history && r.Place >= shown.Shown!.Seen))));
        Assert.True(check.Figures.Auc > 0.6, $"AUC {check.Figures.Auc}");
        await AgainAsync(maker, history);
        Assert.Equal(Contacted + Again, (await ShownAsync(maker, history)).Counts.Rows);
        Assert.True(await crm.ReadAsync(db => db.AuditEntries.AnyAsync(e => e.Event == AuditEvents.Imported && e.ObjectId == history)));

        var elsewhere = await crm.NewBranch().HasStaffAsync(Manager);
        await using var scope = await crm.As(elsewhere).OpenAsync();
        var theirs = scope.ServiceProvider.GetRequiredService<CrmDb>();
        await using var transaction = await theirs.BeginAsync(default);
        Assert.Empty(await theirs.OutcomeRows.IgnoreQueryFilters().Where(r => r.HistoryId == history).ToListAsync()); // the second wall
        Assert.Empty(await scope.ServiceProvider.GetRequiredService<ICustomerFacts>().OfAsync(theirs, [new(stranger, stranger, new(2026, 1, 1))], default));
    }

    private Task<TestStaff> LearnerAsync() => crm.NewBranch().HasStaffAsync(RoleReach.AllBranches, Marketing);

    private Task<ScoreShown> ShownAsync(TestStaff staff, Guid history) => crm.As(staff).AskAsync<GetScore, ScoreShown>(new(history));

    private async Task GatherAsync() => Assert.True(await crm.Services.GetRequiredService<HistoryGatherer>().RunNextAsync(default));

    private async Task AgainAsync(TestStaff staff, Guid history)
    {
        await crm.As(staff).SendAsync(new GatherAgain(history, (await ShownAsync(staff, history)).Version));
        await GatherAsync();
    }

    // Of each year of birth four in five of the older ones say yes and one in five of the others: chance decides neither how well it ranks nor whether a year seems to tell too much.
    private Task<int> AnswerAsync(Guid campaign) => crm.WorkAsync((db, _) => db.ExecuteAsync(
        """
        update campaign_contacts k set answer = d.answer, answered_at = k.sent_at + interval '1 hour', answered_by = 'Link', first_answer = d.answer, first_answered_at = k.sent_at + interval '1 hour'
        from (
          select k.id, case when (c.birth_year < 1980) = (row_number() over (partition by c.birth_year order by c.id) % 5 > 0) then 'Interested' else 'NotInterested' end as answer
          from campaign_contacts k join customers c on c.id = k.customer_id where k.campaign_id = $1) d
        where d.id = k.id
        """,
        default, campaign));
}

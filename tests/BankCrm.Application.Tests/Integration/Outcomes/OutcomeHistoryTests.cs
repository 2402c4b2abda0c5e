using System.Globalization;
using System.Text;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Integration.Outcomes;
using BankCrm.Application.Segments;
using BankCrm.Application.Segments.Definitions;
using BankCrm.Application.Segments.Scores;
using BankCrm.Domain.Admin.Roles;
using BankCrm.Domain.Common;
using BankCrm.Domain.Segments.Definitions;
using BankCrm.Domain.Segments.Scores;
using BankCrm.Infrastructure.Integration.Outcomes;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace BankCrm.Application.Tests.Integration.Outcomes;

public sealed class OutcomeHistoryTests(TestCrm crm) : IClassFixture<TestCrm>
{
    private const int Rows = 900;

    private static readonly string[] Marketing = [ScorePermissions.Read, ScorePermissions.Learn, ScorePermissions.Vouch, ScorePermissions.Approve];
    private static readonly string[] Manager = [ScorePermissions.Read, ScorePermissions.OfCustomer, SegmentPermissions.Read, SegmentPermissions.Members, SegmentPermissions.Everybodys, CustomerPermissions.Read];
    private static readonly HistorySettings InOrder = new("answer", ["yes"], HistoryOrder.AsListed, CustomerColumn: "customer");

    [Fact]
    public async Task A_list_comes_in_with_its_customers_is_learnt_from_approved_by_another_and_scores_whom_it_knows()
    {
        var branch = crm.NewBranch();
        var manager = await branch.HasStaffAsync(Manager);
        var known = await branch.HasCustomerAsync(new() { Name = "王五", ExternalRef = "LC000005" });
        var (maker, other) = (await MarketingAsync(), await MarketingAsync());
        var history = await BringAsync(maker, MadeUpHistory.Csv(Rows, 5, customer: i => string.Create(CultureInfo.InvariantCulture, $"LC{i:000000}")), InOrder);

        var shown = await ShownAsync(maker, history);
        Assert.Equal((HistoryState.Ready, Rows, Rows, Rows - 1), (shown.State, shown.Counts.Rows, shown.Counts.Owned, shown.Counts.Made));
        Assert.Equal((HistoryColumnUse.After, ColumnDoubt.NamedLater), (shown.Columns.Single(c => c.Name == "duration").Use, shown.Columns.Single(c => c.Name == "duration").Doubt));

        await crm.As(maker).SendAsync(new LearnScore(Guid.CreateVersion7(), history));
        await Assert.ThrowsAsync<RefusedException>(() => crm.As(maker).SendAsync(new LearnScore(Guid.CreateVersion7(), history)));
        Assert.True(await crm.Services.LearnNextAsync(CancellationToken.None));
        var version = (await ShownAsync(maker, history)).Shown!;
        Assert.Equal((ScoreState.Learnt, false), (version.State, version.MayDecide));
        Assert.True(version.Report!.IsInOrder);
        Assert.DoesNotContain(version.Model!.Columns, c => c.Name is "duration" or "customer");
        Assert.Contains(version.LeftOut, l => l is { Name: "duration", Doubt: ColumnDoubt.NamedLater });

        Assert.Equal(
            "You had it learnt: a colleague decides.",
            (await Assert.ThrowsAsync<RefusedException>(() => crm.As(maker).SendAsync(new DecideScore(version.Id, version.Version, ScoreDecision.Approve, "Mine")))).Message);
        await crm.As(other).SendAsync(new DecideScore(version.Id, version.Version, ScoreDecision.Approve, "Ranks well on later calls"));
        Assert.True(await crm.Services.LearnNextAsync(CancellationToken.None));
        var inUse = (await ShownAsync(other, history)).Shown!;
        Assert.Equal((ScoreState.InUse, Rows), (inUse.State, inUse.Scored));

        var score = Assert.Single(await crm.As(manager).AskAsync<GetCustomerScores, IReadOnlyList<CustomerScoreShown>>(new(known)));
        Assert.Equal(score.Reading.Points, score.Reading.Start + score.Reading.Reasons.Sum(r => r.Points));
        Assert.Contains(score.Reading.Reasons, r => r.Column == "age" && r.Value.Length > 0);
        var stored = await crm.ReadAsync(db => db.CustomerScores.SingleAsync(s => s.CustomerId == known));
        Assert.Equal((branch.Id, score.Reading.Tenth, score.Reading.Probability), (stored.BranchId, stored.Tenth, stored.Probability));

        var half = SegmentGroup.Any(
            new SegmentCondition("score-low", SegmentTest.IsAnyOf, history.ToString()), new SegmentCondition("score-third", SegmentTest.IsAnyOf, history.ToString()));
        var fits = (await crm.As(manager).AskAsync<CountSegment, SegmentCount>(new(half))).Customers;
        Assert.Equal(stored.Tenth is <= 3 or >= 6 ? 1 : 0, fits);

        await crm.As(other).SendAsync(new DecideScore(inUse.Id, inUse.Version, ScoreDecision.Withdraw, "Drift"));
        Assert.False(await crm.Services.LearnNextAsync(CancellationToken.None));
        Assert.Empty(await crm.As(manager).AskAsync<GetCustomerScores, IReadOnlyList<CustomerScoreShown>>(new(known)));
        Assert.False(await crm.ReadAsync(db => db.CustomerScores.AnyAsync(s => s.HistoryId == history)));
    }

    [Fact]
    public async Task What_is_known_of_a_customer_is_sealed_and_another_branch_sees_neither_rows_nor_scores()
    {
        var branch = crm.NewBranch();
        await branch.HasCustomerAsync(new() { Name = "李四", ExternalRef = "SEAL-1" });
        var stranger = await crm.NewBranch().HasStaffAsync(Manager);
        var maker = await MarketingAsync();

        var history = await BringAsync(maker, "ref,age,job,answer\nSEAL-1,44,Secretword,1\n,31,clerk,0\n", new("answer", ["1"], HistoryOrder.None, CustomerColumn: "ref"));

        var cells = await crm.ReadAsync(db => db.OutcomeRows.Where(r => r.HistoryId == history).OrderBy(r => r.Place).ToListAsync());
        Assert.Equal(2, cells.Count);
        Assert.Null(cells[1].CustomerId);
        Assert.Equal(crm.HeadOffice.Id, cells[1].BranchId);
        Assert.All(cells, c => Assert.DoesNotContain("Secretword", Encoding.UTF8.GetString(c.Cells.Envelope), StringComparison.Ordinal));
        await using var scope = await crm.As(stranger).OpenAsync();
        var db = (CrmDb)scope.ServiceProvider.GetService(typeof(CrmDb))!;
        await using var transaction = await db.BeginAsync(CancellationToken.None);
        Assert.Empty(await db.OutcomeRows.Where(r => r.HistoryId == history).ToListAsync());
        Assert.Empty(await db.OutcomeRows.IgnoreQueryFilters().Where(r => r.HistoryId == history).ToListAsync()); // the second wall
    }

    [Fact]
    public async Task A_list_that_is_not_what_it_was_said_to_be_is_refused_with_a_reason_and_can_be_read_in_another_way()
    {
        var maker = await MarketingAsync();
        var history = await BringAsync(maker, "age;answer\n44;ja\n31;nein\n", new("answer", ["yes"], HistoryOrder.None));
        var failed = await ShownAsync(maker, history);
        Assert.Equal((HistoryState.Failed, "No row has the outcome that was named."), (failed.State, failed.Fault));

        await crm.As(maker).SendAsync(new ReadHistory(history, failed.Version, new("answer", ["ja"], HistoryOrder.None)));
        await crm.Services.ReadHistoryAsync(history, CancellationToken.None);
        var read = await ShownAsync(maker, history);
        Assert.Equal((HistoryState.Ready, null, 2, 1), (read.State, read.Fault, read.Counts.Rows, read.Counts.Came));

        var missing = await Assert.ThrowsAsync<RefusedException>(() => BringAsync(maker, "age;answer\n44;ja\n", new("result", ["ja"], HistoryOrder.None)));
        Assert.Equal("No column is called {0}.", missing.Message);
        var few = await Assert.ThrowsAsync<RefusedException>(() => crm.As(maker).SendAsync(new LearnScore(Guid.CreateVersion7(), history)));
        Assert.StartsWith("Nothing would hold", few.Message, StringComparison.Ordinal);
        var ragged = await BringAsync(maker, "age;answer\n44;ja\n31\n", new("answer", ["ja"], HistoryOrder.None));
        Assert.Equal("Line {0} has {1} cells, not {2}.", (await ShownAsync(maker, ragged)).Fault);
    }

    [Fact]
    public async Task A_column_that_is_vouched_for_speaks_in_the_next_version_and_the_record_says_who_said_so()
    {
        var (maker, other) = (await MarketingAsync(), await MarketingAsync());
        var history = await BringAsync(maker, MadeUpHistory.Csv(600, 6, customer: _ => ""), InOrder);
        var shown = await ShownAsync(maker, history);
        var place = shown.Columns.Single(c => c.Name == "duration").Place;

        await crm.As(other).SendAsync(new DecideColumn(history, shown.Version, place, HistoryColumnUse.Before, "It is the call before"));
        await crm.As(maker).SendAsync(new LearnScore(Guid.CreateVersion7(), history));
        await crm.Services.LearnNextAsync(CancellationToken.None);

        var after = await ShownAsync(maker, history);
        Assert.Equal((HistoryColumnUse.Before, other.Name, "It is the call before"), (after.Columns.Single(c => c.Place == place).Use, after.Columns.Single(c => c.Place == place).DecidedBy, after.Columns.Single(c => c.Place == place).Why));
        Assert.Contains(after.Shown!.Model!.Columns, c => c.Name == "duration");
        await Assert.ThrowsAsync<ConflictException>(() => crm.As(other).SendAsync(new DecideColumn(history, shown.Version, place, HistoryColumnUse.After, "Stale")));
    }

    [Fact]
    public async Task Who_may_not_does_not()
    {
        var reader = await crm.NewBranch().HasStaffAsync(RoleReach.AllBranches, ScorePermissions.Read);
        var ofOneBranch = await crm.NewBranch().HasStaffAsync(Marketing);
        var history = await BringAsync(await MarketingAsync(), "age;answer\n44;ja\n31;nein\n", new("answer", ["ja"], HistoryOrder.None));

        await Assert.ThrowsAsync<ForbiddenException>(() => crm.As(reader).SendAsync(new LearnScore(Guid.CreateVersion7(), history)));
        await Assert.ThrowsAsync<ForbiddenException>(() => crm.As(reader).SendAsync(new DecideColumn(history, 1, 0, HistoryColumnUse.After, "No")));
        await Assert.ThrowsAsync<ForbiddenException>(() => crm.As(reader).AskAsync<GetCustomerScores, IReadOnlyList<CustomerScoreShown>>(new(Guid.NewGuid())));
        await Assert.ThrowsAsync<ForbiddenException>(() => BringAsync(ofOneBranch, "age;answer\n44;ja\n", new("answer", ["ja"], HistoryOrder.None)));
    }

    private Task<TestStaff> MarketingAsync() => crm.NewBranch().HasStaffAsync(RoleReach.AllBranches, Marketing);

    private Task<ScoreShown> ShownAsync(TestStaff staff, Guid history) => crm.As(staff).AskAsync<GetScore, ScoreShown>(new(history));

    private async Task<Guid> BringAsync(TestStaff staff, string file, HistorySettings settings)
    {
        var id = Guid.CreateVersion7();
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(file));
        await crm.As(staff).SendAsync(new ReceiveHistory(id, $"History {id}", "list.csv", content));
        await crm.As(staff).SendAsync(new ReadHistory(id, (await ShownAsync(staff, id)).Version, settings));
        await crm.Services.ReadHistoryAsync(id, CancellationToken.None);
        return id;
    }
}

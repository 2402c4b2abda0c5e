using BankCrm.Application.Cases;
using BankCrm.Application.Common;
using BankCrm.Application.Tasks;
using BankCrm.Application.Tasks.Assignment;
using BankCrm.Application.Tasks.FollowUps;
using BankCrm.Application.Tasks.Queues;
using BankCrm.Application.Tests.Cases;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Admin.Users;
using BankCrm.Domain.Tasks.FollowUps;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BankCrm.Application.Tests.Tasks.Queues;

/// <summary>Who covers several branches is as busy as all of them make them; of the others nothing but that is told.</summary>
public sealed class OpenWorkTests(TestCrm crm) : IClassFixture<TestCrm>
{
    private static readonly string[] Clerk = [.. QueueDesk.Teller, CasePermissions.Work, CasePermissions.ReadAll];

    private readonly QueueDesk desk = new(crm);

    [Fact]
    public async Task The_sum_counts_what_a_colleague_has_in_another_branch_too()
    {
        var (north, manager, _, queue) = await desk.BranchAsync();
        var (both, _) = await ColleaguesAsync(north, manager, queue);
        var south = await BranchWithWorkAsync(both); // an urgent follow-up and a case of the usual priority: 4 + 2
        var waits = await desk.PlannedAsync(manager, "Call about the fund tomorrow", queue);

        var sum = (await crm.As(manager).AskAsync<GetAssigning, Assigning>(new(waits))).Sum!;

        var counted = Assert.Single(sum.Candidates, c => c.StaffId == both.Id);
        Assert.Equal((6, 10), (counted.OpenPoints, counted.Capacity));
        Assert.Contains(counted.Rows, r => r.For is Domain.Tasks.Assignment.PointsFor.Free && (r.Part, r.Whole) == (4, 10));
        Assert.NotEqual(both.Id, sum.Winner!.StaffId); // but somebody who has nothing anywhere
        var member = Assert.Single((await crm.As(manager).AskAsync<GetQueue, QueueShown>(new(queue))).Members, m => m.StaffId == both.Id);
        Assert.Equal(new OpenLoad(0, 6, 1), member.Open);

        await Assert.ThrowsAsync<NotFoundException>(async () => await crm.As(manager).AskAsync<GetFollowUp, FollowUpDetails>(new(await FollowUpAsync(south.Id))));
        Assert.DoesNotContain(await RowsAsync(manager), branch => branch == south.Id);
    }

    [Fact]
    public async Task The_team_shows_how_much_a_colleague_has_elsewhere()
    {
        var (north, manager, _, queue) = await desk.BranchAsync();
        var (both, _) = await ColleaguesAsync(north, manager, queue);
        await BranchWithWorkAsync(both);
        await desk.PlannedAsync(both, "Call in 3 weeks", priority: FollowUpPriority.Low);

        var team = await crm.As(manager).AskAsync<GetTeam, FollowUpTeam>(new());

        var row = Assert.Single(team.Rows, r => r.OwnerId == both.Id);
        Assert.Equal((1, 1, 7), (row.Open, row.Load.FollowUpsElsewhere, row.Load.Points)); // 1 here; 4 + 2 there
        Assert.Equal(OpenLoad.None, Assert.Single(team.Rows, r => r.OwnerId is null).Load);
    }

    [Fact]
    public async Task What_has_ended_counts_no_more()
    {
        var (north, manager, _, queue) = await desk.BranchAsync();
        var (both, _) = await ColleaguesAsync(north, manager, queue);
        var planned = await desk.PlannedAsync(both, "Call tomorrow", priority: FollowUpPriority.Urgent);
        Assert.Equal(new OpenLoad(4, 0, 0), Assert.Single((await crm.As(manager).AskAsync<GetTeam, FollowUpTeam>(new())).Rows, r => r.OwnerId == both.Id).Load);

        await crm.HasChangedAsync<FollowUp>(planned, f => f.Complete(FollowUpOutcome.Done, null, both.Id, TimeProvider.System.GetUtcNow()));

        Assert.Equal(OpenLoad.None, Assert.Single((await crm.As(manager).AskAsync<GetTeam, FollowUpTeam>(new())).Rows, r => r.OwnerId == both.Id).Load);
    }

    [Fact]
    public async Task Of_whoever_works_in_no_branch_that_one_sees_nothing_is_told()
    {
        var (_, manager, _, _) = await desk.BranchAsync();
        var stranger = await crm.NewBranch().HasStaffAsync(Clerk);
        await desk.PlannedAsync(stranger, "Call in 3 weeks");

        Assert.Empty(await PiecesAsync(manager, stranger));
        Assert.Single(await PiecesAsync(stranger, stranger));
    }

    private async Task<(TestStaff Both, TestStaff Here)> ColleaguesAsync(TestBranch branch, TestStaff manager, Guid queue)
    {
        var (both, here) = (await branch.HasStaffAsync(Clerk), await branch.HasStaffAsync(Clerk));
        await desk.MemberAsync(manager, queue, both, capacity: 10);
        await desk.MemberAsync(manager, queue, here, capacity: 10);
        return (both, here);
    }

    private async Task<TestBranch> BranchWithWorkAsync(TestStaff covers)
    {
        var branch = crm.NewBranch();
        var saved = await branch.SaveAsync();
        var (now, today) = (TimeProvider.System.GetUtcNow(), Branch.DayAt(TimeProvider.System.GetUtcNow()));
        await crm.HasChangedAsync<StaffMember>(covers.Id, s => s.Cover(Guid.CreateVersion7(), saved, today, today.AddDays(1), null));
        await crm.WorkAsync((db, _) => Task.FromResult(db.Add(FollowUp.For(
            Guid.CreateVersion7(), branch.Id, null, new("Call in the south", FollowUpKind.Call, FollowUpPriority.Urgent, new(today.AddDays(3), null)), covers.Id, null, now))));
        await crm.OpenedAsync(covers, await branch.HasCustomerAsync(), mine: true);
        return branch;
    }

    private Task<Guid> FollowUpAsync(Guid branch) => crm.ReadAsync(db => db.FollowUps.Where(f => f.BranchId == branch).Select(f => f.Id).FirstAsync());

    private async Task<IReadOnlyList<Guid>> RowsAsync(TestStaff staff)
    {
        await using var scope = await crm.As(staff).OpenAsync();
        var db = scope.ServiceProvider.GetRequiredService<CrmDb>();
        await using var transaction = await db.BeginAsync(CancellationToken.None);
        return await db.FollowUps.Select(f => f.BranchId).Distinct().ToListAsync();
    }

    private async Task<IReadOnlyList<OpenPieces>> PiecesAsync(TestStaff asks, TestStaff about)
    {
        await using var scope = await crm.As(asks).OpenAsync();
        Guid[] people = [about.Id];
        var db = scope.ServiceProvider.GetRequiredService<CrmDb>();
        await using var transaction = await db.BeginAsync(CancellationToken.None);
        return await db.OpenPiecesOf(people, asks.BranchId).ToListAsync();
    }
}

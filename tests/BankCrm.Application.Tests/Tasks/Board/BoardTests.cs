using BankCrm.Application.Common;
using BankCrm.Application.Tasks;
using BankCrm.Application.Tasks.Board;
using BankCrm.Application.Tasks.FollowUps;
using BankCrm.Domain.Tasks.FollowUps;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace BankCrm.Application.Tests.Tasks.Board;

public sealed class BoardTests(TestCrm crm) : IClassFixture<TestCrm>
{
    private static readonly string[] Teller = [TaskPermissions.Work];
    private static readonly string[] Manager = [TaskPermissions.Work, TaskPermissions.Direct, TaskPermissions.ReadAll];

    [Fact]
    public async Task Each_stands_in_the_column_of_its_state_and_what_has_ended_in_none()
    {
        var teller = await crm.NewBranch().HasStaffAsync(Teller);
        var (open, begun, done) = (await PlannedAsync(teller, "Call tomorrow"), await PlannedAsync(teller, "Visit tomorrow"), await PlannedAsync(teller, "Write tomorrow"));
        await crm.As(teller).SendAsync(new MoveFollowUp(begun, await VersionAsync(begun), FollowUpStatus.Started));
        await crm.As(teller).SendAsync(new CompleteFollowUp { Id = done, Version = await VersionAsync(done) });

        var board = await crm.As(teller).AskAsync<GetBoard, IReadOnlyList<BoardColumn>>(new());

        Assert.Equal([FollowUpStatus.Open, FollowUpStatus.Started, FollowUpStatus.Waiting], board.Select(c => c.Status));
        Assert.Equal([open], board[0].Cards.Items.Select(c => c.Id));
        Assert.Equal([begun], board[1].Cards.Items.Select(c => c.Id));
        Assert.Empty(board[2].Cards.Items);
    }

    [Fact]
    public async Task A_column_goes_on_after_fifty_cards()
    {
        var branch = crm.NewBranch();
        var teller = await branch.HasStaffAsync(Teller);
        var now = TimeProvider.System.GetUtcNow();
        await crm.WorkAsync((db, _) =>
        {
            db.AddRange(Enumerable.Range(0, 70).Select(i => FollowUp.For(
                Guid.CreateVersion7(), branch.Id, null, new($"Call {i}", FollowUpKind.Call, FollowUpPriority.Normal, DueTime.Of(now.AddDays(1 + (i % 3)), false)), teller.Id, teller.Id, now)));
            return Task.FromResult(0);
        });

        var first = (await crm.As(teller).AskAsync<GetBoard, IReadOnlyList<BoardColumn>>(new()))[0].Cards;
        var second = (await crm.As(teller).AskAsync<GetBoard, IReadOnlyList<BoardColumn>>(new(Column: FollowUpStatus.Open, After: first.Next)))[0].Cards;

        Assert.Equal((50, 20, null), (first.Items.Count, second.Items.Count, second.Next));
        var all = first.Items.Concat(second.Items).ToList();
        Assert.Equal(70, all.Select(c => c.Id).Distinct().Count());
        Assert.Equal(all.Select(c => c.DueAt).Order(), all.Select(c => c.DueAt));
    }

    [Fact]
    public async Task Everybody_s_are_those_one_sees_and_of_one_s_own_branch_only()
    {
        var (branch, elsewhere) = (crm.NewBranch(), crm.NewBranch());
        var (teller, colleague, manager, away) = (
            await branch.HasStaffAsync(Teller), await branch.HasStaffAsync(Teller), await branch.HasStaffAsync(Manager), await elsewhere.HasStaffAsync(Manager));
        var plan = await PlannedAsync(teller, "Call tomorrow");

        Assert.Equal([(plan, true)], await EverybodyAsync(manager));
        Assert.Equal([(plan, true)], await EverybodyAsync(teller));
        Assert.Empty(await EverybodyAsync(colleague));
        Assert.Empty(await EverybodyAsync(away));
        await Assert.ThrowsAsync<ForbiddenException>(async () => await EverybodyAsync(await branch.HasStaffAsync()));
    }

    private async Task<IReadOnlyList<(Guid Id, bool MayWork)>> EverybodyAsync(TestStaff by) =>
        [.. (await crm.As(by).AskAsync<GetBoard, IReadOnlyList<BoardColumn>>(new(Everybody: true)))[0].Cards.Items.Select(c => (c.Id, c.MayWork))];

    private async Task<Guid> PlannedAsync(TestStaff by, string line)
    {
        var plan = new PlanFollowUp { Subject = line };
        await crm.As(by).SendAsync(plan);
        return plan.Id;
    }

    private Task<uint> VersionAsync(Guid id) => crm.ReadAsync(db => db.FollowUps.Where(f => f.Id == id).Select(f => f.Version).SingleAsync());
}

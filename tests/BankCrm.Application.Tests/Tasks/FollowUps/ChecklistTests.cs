using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Tasks;
using BankCrm.Application.Tasks.FollowUps;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Domain.Tasks.FollowUps;
using BankCrm.Testing;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace BankCrm.Application.Tests.Tasks.FollowUps;

public sealed class ChecklistTests(TestCrm crm) : IClassFixture<TestCrm>
{
    private static readonly string[] Teller = [TaskPermissions.Work, CustomerPermissions.Read];
    private static readonly string[] Manager = [.. Teller, TaskPermissions.Direct, TaskPermissions.ReadAll];

    [Fact]
    public async Task Points_are_added_a_line_each_ticked_opened_again_and_taken_off()
    {
        var teller = await crm.NewBranch().HasStaffAsync(Teller);
        var id = await PlannedAsync(teller);

        await crm.As(teller).SendAsync(new AddFollowUpItems(id, "Copy of the passport\n\n  Signature card \n"));
        await crm.As(teller).SendAsync(new AddFollowUpItems(id, "Call back"));
        var points = await PointsAsync(teller, id);
        Assert.Equal(["Copy of the passport", "Signature card", "Call back"], points.Select(p => p.Text));

        await crm.As(teller).SendAsync(new TickFollowUpItem(points[0].Id, IsDone: true));
        await crm.As(teller).SendAsync(new TickFollowUpItem(points[1].Id, IsDone: true));
        await crm.As(teller).SendAsync(new TickFollowUpItem(points[1].Id, IsDone: false));
        await crm.As(teller).SendAsync(new RemoveFollowUpItem(points[2].Id));

        points = await PointsAsync(teller, id);
        Assert.Equal([teller.Name, null], points.Select(p => p.DoneBy));
        await Assert.ThrowsAsync<RefusedException>(async () => await crm.As(teller).SendAsync(new TickFollowUpItem(points[0].Id, IsDone: true)));
        var trail = await crm.ReadAsync(db => db.AuditEntries.Where(e => e.ObjectType == "FollowUpItem" && e.ObjectId == points[0].Id).OrderBy(e => e.At).ThenBy(e => e.Id).Select(e => e.Event).ToListAsync());
        Assert.Equal([AuditEvents.Created, AuditEvents.Changed], trail);
    }

    [Fact]
    public async Task It_has_an_end_and_holds_no_sensitive_numbers()
    {
        var teller = await crm.NewBranch().HasStaffAsync(Teller);
        var id = await PlannedAsync(teller);
        await crm.As(teller).SendAsync(new AddFollowUpItems(id, string.Join('\n', Enumerable.Range(1, FollowUpItem.Most))));

        await Assert.ThrowsAsync<RefusedException>(async () => await crm.As(teller).SendAsync(new AddFollowUpItems(id, "One more")));
        await Assert.ThrowsAsync<ValidationException>(async () => await crm.As(teller).SendAsync(new AddFollowUpItems(id, new string('x', FollowUpItem.TextMaxLength + 1))));
        await Assert.ThrowsAsync<RefusedException>(async () => await crm.As(teller).SendAsync(new AddFollowUpItems(id, "Card 6222020200112230111")));
    }

    [Fact]
    public async Task A_colleague_s_and_another_branch_s_are_not_touched_and_an_ended_one_is_closed()
    {
        var branch = crm.NewBranch();
        var (teller, manager, away) = (await branch.HasStaffAsync(Teller), await branch.HasStaffAsync(Manager), await crm.NewBranch().HasStaffAsync(Manager));
        var id = await PlannedAsync(teller);
        await crm.As(manager).SendAsync(new AddFollowUpItems(id, "Sign"));
        var point = Assert.Single(await PointsAsync(teller, id)).Id;
        var colleague = await branch.HasStaffAsync([.. Teller, TaskPermissions.ReadAll]);

        await Assert.ThrowsAsync<ForbiddenException>(async () => await crm.As(colleague).SendAsync(new TickFollowUpItem(point, IsDone: true)));
        await Assert.ThrowsAsync<NotFoundException>(async () => await crm.As(away).SendAsync(new TickFollowUpItem(point, IsDone: true)));
        await Assert.ThrowsAsync<NotFoundException>(async () => await crm.As(away).SendAsync(new AddFollowUpItems(id, "Theirs")));
        await crm.As(teller).SendAsync(new DropFollowUp(id, await VersionAsync(id), "Not needed"));
        await Assert.ThrowsAsync<RefusedException>(async () => await crm.As(teller).SendAsync(new TickFollowUpItem(point, IsDone: true)));
    }

    [Fact]
    public async Task What_comes_again_comes_with_its_points_open()
    {
        var teller = await crm.NewBranch().HasStaffAsync(Teller);
        var plan = new PlanFollowUp { Subject = "Count the cash", Due = "today", Repeat = FollowUpRepeat.Weekly };
        await crm.As(teller).SendAsync(plan);
        await crm.As(teller).SendAsync(new AddFollowUpItems(plan.Id, "Notes\nCoins"));
        await crm.As(teller).SendAsync(new TickFollowUpItem((await PointsAsync(teller, plan.Id))[0].Id, IsDone: true));

        await crm.As(teller).SendAsync(new CompleteFollowUp { Id = plan.Id, Version = await VersionAsync(plan.Id) });

        var next = await crm.ReadAsync(db => db.FollowUps.Where(f => f.FollowsId == plan.Id).Select(f => f.Id).SingleAsync());
        Assert.Equal([("Notes", null), ("Coins", null)], (await PointsAsync(teller, next)).Select(p => (p.Text, p.DoneBy)));
    }

    [Fact]
    public async Task Who_watches_one_sees_it_when_it_is_another_s()
    {
        var branch = crm.NewBranch();
        var (teller, manager) = (await branch.HasStaffAsync(Teller), await branch.HasStaffAsync([.. Manager, TaskPermissions.Give]));
        var plan = new PlanFollowUp { Subject = "Ours", Due = "tomorrow", ForBranch = true };
        await crm.As(manager).SendAsync(plan);
        await crm.As(teller).SendAsync(new WatchFollowUp(plan.Id, Watches: true));
        await Assert.ThrowsAsync<RefusedException>(async () => await crm.As(teller).SendAsync(new WatchFollowUp(plan.Id, Watches: true)));
        await crm.As(manager).SendAsync(new GiveFollowUp(plan.Id, await VersionAsync(plan.Id), manager.Id, "Mine"));

        var seen = await crm.As(teller).AskAsync<GetFollowUp, FollowUpDetails>(new(plan.Id));
        Assert.True(seen.Follows);
        Assert.Equal([teller.Name], seen.Followers);

        await crm.As(teller).SendAsync(new WatchFollowUp(plan.Id, Watches: false));
        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(teller).AskAsync<GetFollowUp, FollowUpDetails>(new(plan.Id)));
        await Assert.ThrowsAsync<NotFoundException>(async () => await crm.As(teller).SendAsync(new WatchFollowUp(plan.Id, Watches: true)));
    }

    [Fact]
    public async Task The_list_goes_by_priority_or_backwards_over_its_pages()
    {
        var teller = await crm.NewBranch().HasStaffAsync(Teller);
        for (var number = 0; number < 55; number++)
        {
            await crm.As(teller).SendAsync(new PlanFollowUp { Subject = $"{number:00}", Due = $"in {1 + number} days", Priority = (FollowUpPriority)(number % 4) });
        }

        Assert.Equal(
            Enumerable.Range(0, 55).OrderByDescending(n => n % 4).ThenBy(n => n).Select(n => $"{n:00}"), await AllAsync(teller, FollowUpOrder.ByPriority));
        Assert.Equal(Enumerable.Range(0, 55).Reverse().Select(n => $"{n:00}"), await AllAsync(teller, FollowUpOrder.LatestFirst));
        Assert.Equal(Enumerable.Range(0, 55).Select(n => $"{n:00}"), await AllAsync(teller, FollowUpOrder.SoonestFirst));
    }

    private async Task<IReadOnlyList<string>> AllAsync(TestStaff staff, FollowUpOrder order)
    {
        var first = (await crm.As(staff).AskAsync<ListFollowUps, FollowUpList>(new(Order: order))).FollowUps;
        var second = (await crm.As(staff).AskAsync<ListFollowUps, FollowUpList>(new(Order: order, After: first.Next))).FollowUps;
        Assert.Null(second.Next);
        return [.. first.Items.Concat(second.Items).Select(f => f.Subject)];
    }

    private async Task<Guid> PlannedAsync(TestStaff staff)
    {
        var plan = new PlanFollowUp { Subject = "Open the account", Due = "tomorrow" };
        await crm.As(staff).SendAsync(plan);
        return plan.Id;
    }

    private async Task<IReadOnlyList<FollowUpItemShown>> PointsAsync(TestStaff staff, Guid id) => (await crm.As(staff).AskAsync<GetFollowUp, FollowUpDetails>(new(id))).Checklist;

    private Task<uint> VersionAsync(Guid id) => crm.ReadAsync(db => db.FollowUps.Where(f => f.Id == id).Select(f => f.Version).SingleAsync());
}

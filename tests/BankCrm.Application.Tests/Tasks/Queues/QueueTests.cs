using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Registration;
using BankCrm.Application.Tasks;
using BankCrm.Application.Tasks.Assignment;
using BankCrm.Application.Tasks.FollowUps;
using BankCrm.Application.Tasks.Queues;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Admin.Users;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Domain.Tasks.Assignment;
using BankCrm.Domain.Tasks.FollowUps;
using BankCrm.Domain.Tasks.Notices;
using BankCrm.Domain.Tasks.Queues;
using BankCrm.Infrastructure.Tasks.Queues;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace BankCrm.Application.Tests.Tasks.Queues;

public sealed class QueueTests(TestCrm crm) : IClassFixture<TestCrm>
{
    private readonly QueueDesk desk = new(crm);

    [Fact]
    public async Task A_queue_is_set_up_by_the_manager_of_its_branch_only_and_the_trail_says_so()
    {
        var (branch, elsewhere) = (crm.NewBranch(), crm.NewBranch());
        var (manager, teller, other) = (await branch.HasStaffAsync(QueueDesk.Manager), await branch.HasStaffAsync(QueueDesk.Teller), await elsewhere.HasStaffAsync(QueueDesk.Manager));
        var queue = await desk.OpenedAsync(manager, "Call backs");

        await desk.MemberAsync(manager, queue, teller, capacity: 12, skills: "lending，wealth");

        var shown = await crm.As(teller).AskAsync<GetQueue, QueueShown>(new(queue));
        var member = Assert.Single(shown.Members);
        Assert.Equal((teller.Name, 12, 0), (member.Name, member.Capacity, member.Open.Points));
        Assert.Equal(["lending", "wealth"], member.Skills);
        Assert.Equal((true, false), (shown.MayTake, shown.MayKeep));
        var entries = await crm.ReadAsync(db => db.AuditEntries.Where(e => e.BranchId == branch.Id && e.Actor == manager.Id).OrderBy(e => e.Id).ToListAsync());
        Assert.Equal([(AuditEvents.Created, "WorkQueue"), (AuditEvents.Created, "QueueMember")], entries.Select(e => (e.Event, e.ObjectType!)));
        Assert.Contains("lending; wealth", entries[1].Changes, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ForbiddenException>(() => desk.OpenedAsync(teller, "Mine"));
        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(other).AskAsync<GetQueue, QueueShown>(new(queue)));
        await Assert.ThrowsAsync<NotFoundException>(() => desk.MemberAsync(other, queue, other));
        var stranger = await Assert.ThrowsAsync<RefusedException>(() => desk.MemberAsync(manager, queue, other));
        Assert.Equal("Choose a colleague who is at work in this branch.", stranger.Message);
        var twice = await Assert.ThrowsAsync<RefusedException>(() => desk.OpenedAsync(manager, "Call backs"));
        Assert.Equal("The branch has a queue of this name already.", twice.Message);
    }

    [Fact]
    public async Task Members_take_the_next_and_nobody_else_does()
    {
        var (branch, manager, teller, queue) = await desk.BranchAsync();
        var outsider = await branch.HasStaffAsync(QueueDesk.Teller);
        var (later, sooner) = (await desk.PlannedAsync(teller, "Call in 3 days", queue), await desk.PlannedAsync(teller, "Call tomorrow", queue));

        var refused = await Assert.ThrowsAsync<RefusedException>(() => crm.As(outsider).SendAsync(new TakeNext(queue)));
        Assert.Equal("It waits in the queue {0}, of which you are not a member.", refused.Message);
        await Assert.ThrowsAsync<RefusedException>(() => crm.As(outsider).SendAsync(new ClaimFollowUp(later)));
        await crm.As(teller).SendAsync(new TakeNext(queue));

        Assert.Equal($"/tasks/{sooner}", await crm.As(teller).AskAsync<GetTaken, string?>(new(queue)));
        Assert.Equal((teller.Id, queue), await desk.WhereAsync(sooner));
        Assert.Equal((null, queue), await desk.WhereAsync(later));
        await crm.As(teller).SendAsync(new HandBackFollowUp(sooner, await desk.VersionAsync(sooner), "She called herself"));
        Assert.Equal((null, queue), await desk.WhereAsync(sooner));
        Assert.Equal(2, (await crm.As(manager).AskAsync<GetQueue, QueueShown>(new(queue))).Waiting);
    }

    [Fact]
    public async Task Of_fifty_who_take_the_next_each_of_twenty_gets_another_and_the_rest_are_told()
    {
        var (branch, manager, teller, queue) = await desk.BranchAsync();
        var works = new List<Guid>();
        for (var i = 0; i < 20; i++)
        {
            works.Add(await desk.PlannedAsync(teller, $"Call {i} tomorrow", queue));
        }

        var takers = new List<TestStaff>();
        for (var i = 0; i < 50; i++)
        {
            takers.Add(await branch.HasStaffAsync(QueueDesk.Teller));
        }

        await crm.HasChangedAsync<WorkQueue>(queue, q => takers.ForEach(t => q.Put(t.Id, 20, [], speaksChinese: true, speaksEnglish: false)));
        var told = await Task.WhenAll(takers.Select(async t =>
        {
            try
            {
                await crm.As(t).SendAsync(new TakeNext(queue));
                return null;
            }
            catch (RefusedException refused)
            {
                return refused;
            }
        }));

        Assert.Equal(30, told.Count(r => r is not null));
        Assert.All(told.OfType<RefusedException>(), r => Assert.Equal("Nothing waits in this queue any more: {0} took the last on.", r.Message));
        Assert.All(told.OfType<RefusedException>(), r => Assert.Contains(r.Args[0], takers.Select(t => t.Name)));
        var owners = await crm.ReadAsync(db => db.FollowUps.Where(f => works.Contains(f.Id)).Select(f => f.OwnerId).ToListAsync());
        Assert.Equal(20, owners.OfType<Guid>().Distinct().Count());
        Assert.Equal(20, await crm.ReadAsync(db => db.FollowUpSteps.CountAsync(s => works.Contains(s.FollowUpId) && s.Kind == FollowUpStepKind.Claimed)));
    }

    [Fact]
    public async Task Of_fifty_members_who_want_the_same_one_gets_it_and_the_others_hear_who()
    {
        var (branch, _, teller, queue) = await desk.BranchAsync();
        var work = await desk.PlannedAsync(teller, "Call tomorrow", queue);
        var takers = new List<TestStaff>();
        for (var i = 0; i < 50; i++)
        {
            takers.Add(await branch.HasStaffAsync(QueueDesk.Teller));
        }

        await crm.HasChangedAsync<WorkQueue>(queue, q => takers.ForEach(t => q.Put(t.Id, 20, [], speaksChinese: true, speaksEnglish: false)));
        var told = await Task.WhenAll(takers.Select(async t =>
        {
            try
            {
                await crm.As(t).SendAsync(new ClaimFollowUp(work));
                return null;
            }
            catch (RefusedException refused)
            {
                return refused;
            }
        }));

        Assert.Equal(49, told.OfType<RefusedException>().Count(r => r.Message == "{0} has taken it on already."));
        Assert.Contains((await desk.WhereAsync(work)).Owner!.Value, takers.Select(t => t.Id));
    }

    [Fact]
    public async Task It_is_handed_to_a_queue_of_its_own_branch_with_a_reason_and_back()
    {
        var (branch, manager, teller, queue) = await desk.BranchAsync();
        var elsewhere = crm.NewBranch();
        var foreign = await desk.OpenedAsync(await elsewhere.HasStaffAsync(QueueDesk.Manager), "Call backs");
        var work = await desk.PlannedAsync(teller, "Call tomorrow");

        var refused = await Assert.ThrowsAsync<RefusedException>(async () => await crm.As(teller).SendAsync(new MoveToQueue(work, await desk.VersionAsync(work), foreign, "Yours")));
        Assert.Equal("Choose a queue of this branch that takes follow-ups.", refused.Message);
        await crm.As(teller).SendAsync(new MoveToQueue(work, await desk.VersionAsync(work), queue, "I am at the counter all day"));
        Assert.Equal((null, queue), await desk.WhereAsync(work));
        var told = (await crm.As(manager).AskAsync<GetFollowUp, FollowUpDetails>(new(work))).Steps[^1];
        Assert.Equal((FollowUpStepKind.Queued, "Call backs", "I am at the counter all day"), (told.Kind, told.Queue, told.Text));
        await crm.As(manager).SendAsync(new MoveToQueue(work, await desk.VersionAsync(work), null, "It needs nobody special"));
        Assert.Equal((null, null), await desk.WhereAsync(work));
        await Assert.ThrowsAsync<RefusedException>(() => crm.As(manager).SendAsync(new PlanFollowUp { Subject = "Call tomorrow", QueueId = foreign }));
    }

    [Fact]
    public async Task It_closes_when_nothing_waits_in_it()
    {
        var (_, manager, teller, queue) = await desk.BranchAsync();
        var work = await desk.PlannedAsync(teller, "Call tomorrow", queue);

        var refused = await Assert.ThrowsAsync<RefusedException>(async () => await crm.As(manager).SendAsync(new CloseQueue(queue, await desk.QueueVersionAsync(queue))));
        Assert.Equal("{0} still wait in it: give them away first.", refused.Message);
        await crm.As(teller).SendAsync(new ClaimFollowUp(work));
        await crm.As(manager).SendAsync(new CloseQueue(queue, await desk.QueueVersionAsync(queue)));

        await Assert.ThrowsAsync<RefusedException>(() => desk.PlannedAsync(teller, "Call tomorrow", queue));
        Assert.DoesNotContain((await crm.As(manager).AskAsync<ListQueues, Page<QueueRow>>(new())).Items, q => q.Id == queue);
        Assert.Contains((await crm.As(manager).AskAsync<ListQueues, Page<QueueRow>>(new(Closed: true))).Items, q => q.Id == queue);
    }
}

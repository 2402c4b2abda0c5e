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

public sealed class AssignmentTests(TestCrm crm) : IClassFixture<TestCrm>
{
    private readonly QueueDesk desk = new(crm);

    [Fact]
    public async Task The_shown_sum_decides_it_is_kept_and_the_owner_is_told()
    {
        var (branch, manager, busy, queue) = await desk.BranchAsync();
        var (english, owner) = (await branch.HasStaffAsync(QueueDesk.Teller), await branch.HasStaffAsync(QueueDesk.Teller));
        await desk.MemberAsync(manager, queue, busy, capacity: 10, skills: "wealth", english: true);
        await desk.MemberAsync(manager, queue, english, capacity: 10, skills: "wealth", english: true);
        await desk.MemberAsync(manager, queue, owner, capacity: 10, english: false);
        await desk.PlannedAsync(busy, "Something in 2 weeks", priority: FollowUpPriority.Urgent);
        var customer = await branch.HasCustomerAsync(new() { Name = "Laura Hill", Language = CustomerLanguage.English, OwnerId = owner.Id });
        var plan = new PlanFollowUp { CustomerId = customer, Subject = "Call about the fund tomorrow", QueueId = queue };
        await crm.As(manager).SendAsync(plan);

        var before = await crm.As(manager).AskAsync<GetAssigning, Assigning>(new(plan.Id));
        Assert.Equal([english.Id, busy.Id, owner.Id], before.Sum!.Candidates.Select(c => c.StaffId));
        Assert.Equal([80m, 68m, 50m], before.Sum.Candidates.Select(c => c.Total)); // 30+20+0+30, 30+20+0+18, 0+0+20+30
        await crm.As(manager).SendAsync(new AssignByRule(plan.Id, before.Version, queue, before.Sum.Print));

        Assert.Equal((english.Id, queue), await desk.WhereAsync(plan.Id));
        var after = await crm.As(english).AskAsync<GetAssigning, Assigning>(new(plan.Id));
        var decision = Assert.Single(after.Decisions);
        Assert.Equal(before.Sum.Print, decision.Sum.Print);
        Assert.Equal((manager.Name, english.Name), (decision.By, decision.Sum.Winner!.Name));
        Assert.True(await crm.ReadAsync(db => db.Notices.AnyAsync(n => n.AboutId == plan.Id && n.StaffId == english.Id && n.Kind == NoticeKind.Given)));
        var entry = await crm.ReadAsync(db => db.AuditEntries.SingleAsync(e => e.ObjectType == "Decision" && e.CustomerRef == customer));
        Assert.Contains(english.Id.ToString(), entry.Changes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task If_another_sum_comes_out_than_was_shown_nothing_is_given()
    {
        var (branch, manager, teller, queue) = await desk.BranchAsync();
        var second = await branch.HasStaffAsync(QueueDesk.Teller);
        await desk.MemberAsync(manager, queue, second);
        var work = await desk.PlannedAsync(manager, "Call tomorrow", queue);
        var seen = await crm.As(manager).AskAsync<GetAssigning, Assigning>(new(work));
        await desk.PlannedAsync(teller, "Something in 2 weeks");

        var refused = await Assert.ThrowsAsync<RefusedException>(() => crm.As(manager).SendAsync(new AssignByRule(work, seen.Version, queue, seen.Sum!.Print)));

        Assert.Equal("Another sum comes out now than was shown. Look at it again.", refused.Message);
        Assert.Equal((null, queue), await desk.WhereAsync(work));
        Assert.Equal(0, await crm.ReadAsync(db => db.Decisions.CountAsync(d => d.SubjectId == work)));
    }

    [Fact]
    public async Task Who_is_away_lacks_a_skill_may_not_open_the_record_or_no_longer_works_here_is_passed_over()
    {
        var branch = crm.NewBranch();
        var manager = await branch.HasStaffAsync(QueueDesk.Manager);
        var queue = await desk.OpenedAsync(manager, "Loans", needs: "lending");
        var (away, lacking, closedOut, gone, able) = (
            await branch.HasStaffAsync([.. QueueDesk.Teller, CustomerPermissions.ReadProtected]), await branch.HasStaffAsync([.. QueueDesk.Teller, CustomerPermissions.ReadProtected]),
            await branch.HasStaffAsync(QueueDesk.Teller), await branch.HasStaffAsync(QueueDesk.Teller), await branch.HasStaffAsync([.. QueueDesk.Teller, CustomerPermissions.ReadProtected]));
        foreach (var person in new[] { away, closedOut, gone, able })
        {
            await desk.MemberAsync(manager, queue, person, skills: "lending");
        }

        await desk.MemberAsync(manager, queue, lacking, skills: "wealth");
        await crm.HasChangedAsync<StaffMember>(gone.Id, s => s.Disable(manager.Id, TimeProvider.System.GetUtcNow()));
        var today = Branch.DayAt(TimeProvider.System.GetUtcNow());
        await crm.HasAsync(Absence.Enter(Guid.CreateVersion7(), away.Id, able.Id, today, today.AddDays(3), away.Id, today));
        var customer = await branch.HasCustomerAsync();
        await crm.HasChangedAsync<Customer>(customer, c => c.Protect(true));
        var work = FollowUp.For(
            Guid.CreateVersion7(), branch.Id, customer, new("Call", FollowUpKind.Call, FollowUpPriority.Normal, new(today.AddDays(1), null)), null, manager.Id,
            TimeProvider.System.GetUtcNow(), queue: queue);
        await crm.HasAsync(work);

        var sum = (await crm.As(manager).AskAsync<GetAssigning, Assigning>(new(work.Id))).Sum!;

        Assert.Equal(able.Id, sum.Winner!.StaffId);
        var reasons = sum.Candidates.ToDictionary(c => c.StaffId, c => c.PassedOver);
        Assert.Equal(new(PassedOverFor.Absence, today.AddDays(3)), reasons[away.Id]);
        Assert.Equal(PassedOverFor.Skill, reasons[lacking.Id]!.For);
        Assert.Equal(PassedOverFor.Protection, reasons[closedOut.Id]!.For);
        Assert.Equal(PassedOverFor.NoRight, reasons[gone.Id]!.For);
    }

    [Fact]
    public async Task All_that_waits_is_dealt_out_as_it_was_shown_and_fairly()
    {
        var (branch, manager, first, queue) = await desk.BranchAsync();
        var second = await branch.HasStaffAsync(QueueDesk.Teller);
        await desk.MemberAsync(manager, queue, second);
        var works = new List<Guid>();
        for (var i = 0; i < 10; i++)
        {
            works.Add(await desk.PlannedAsync(manager, $"Call {i} tomorrow", queue));
        }

        var seen = await crm.As(manager).AskAsync<GetDealing, DealingShown>(new(queue));
        await crm.As(manager).SendAsync(new DealQueue(queue, seen.Print));

        var given = await crm.ReadAsync(db => db.FollowUps.Where(f => works.Contains(f.Id)).ToDictionaryAsync(f => f.Id, f => f.OwnerId));
        Assert.Equal(seen.Rows.ToDictionary(r => r.Work.Id, r => (Guid?)r.Sum.Winner!.StaffId), given);
        Assert.Equal([5, 5], given.Values.GroupBy(o => o).Select(g => g.Count()));
        Assert.Equal(10, await crm.ReadAsync(db => db.Decisions.CountAsync(d => d.QueueId == queue)));
        Assert.Contains(first.Id, given.Values.OfType<Guid>());
        var refused = await Assert.ThrowsAsync<RefusedException>(() => crm.As(manager).SendAsync(new DealQueue(queue, seen.Print)));
        Assert.Equal("Another sum comes out now than was shown. Look at it again.", refused.Message);
        await Assert.ThrowsAsync<ForbiddenException>(() => crm.As(first).SendAsync(new DealQueue(queue, seen.Print)));
    }

    [Fact]
    public async Task What_is_dealt_out_as_it_comes_goes_once_also_with_three_dealers_side_by_side()
    {
        var (branch, manager, teller, queue) = await desk.BranchAsync(QueueWay.Dealt);
        await desk.MemberAsync(manager, queue, await branch.HasStaffAsync(QueueDesk.Teller), capacity: 6);
        await desk.MemberAsync(manager, queue, teller, capacity: 6);
        var works = new List<Guid>();
        for (var i = 0; i < 8; i++)
        {
            works.Add(await desk.PlannedAsync(manager, $"Call {i} tomorrow", queue));
        }

        await Assert.ThrowsAsync<RefusedException>(() => crm.As(teller).SendAsync(new TakeNext(queue)));
        await Task.WhenAll(DealAsync(), DealAsync(), DealAsync());
        await DealAsync();

        var given = await crm.ReadAsync(db => db.FollowUps.Where(f => works.Contains(f.Id)).Select(f => f.OwnerId).ToListAsync());
        Assert.Equal((6, 2), (given.Count(o => o is not null), given.Count(o => o is null))); // each has room for three of two points
        Assert.Equal(6, await crm.ReadAsync(db => db.FollowUpSteps.CountAsync(s => works.Contains(s.FollowUpId) && s.Kind == FollowUpStepKind.Dealt && s.By == null)));
    }

    private async Task DealAsync() => await new QueueDealer(
        crm.Services.GetRequiredService<IServiceScopeFactory>(), crm.Services.GetRequiredService<AssignmentRule>(), TimeProvider.System).RunNextAsync(CancellationToken.None);
}

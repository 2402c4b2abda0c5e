using BankCrm.Application.Common;
using BankCrm.Application.Customers.Timeline;
using BankCrm.Application.Tasks;
using BankCrm.Application.Tasks.FollowUps;
using BankCrm.Application.Tasks.Plans;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Admin.Roles;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Domain.Tasks.FollowUps;
using BankCrm.Domain.Tasks.Plans;
using BankCrm.Testing;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace BankCrm.Application.Tests.Tasks.Plans;

public sealed class PlanTests(TestCrm crm) : IClassFixture<TestCrm>
{
    private static DateOnly Today => Branch.DayAt(TimeProvider.System.GetUtcNow());

    [Fact]
    public async Task What_counts_from_the_start_becomes_follow_ups_at_once_for_whom_the_plan_says()
    {
        var room = await PlanRoom.OfAsync(crm);
        var customer = await room.Branch.HasCustomerAsync(new() { Name = "林晓燕", OwnerId = room.Manager.Id });
        var plan = await room.HasPlanAsync(
            PlanRoom.Step("For the starter", 1), PlanRoom.Step("For who looks after them", 2, owner: nameof(PlanOwner.LooksAfter)),
            PlanRoom.Step("For the manager", 3, owner: nameof(PlanOwner.Manager)), PlanRoom.Step("By name", 4, owner: PlanStepInput.PersonMark + room.Starter.Id),
            PlanRoom.Step("Later", 5, PlanFrom.StepBefore));

        var running = await room.StartedAsync(plan, customer);

        var open = await room.OpenAsync(running);
        Assert.Equal(
            [("For the starter", room.Starter.Id), ("For who looks after them", room.Manager.Id), ("For the manager", room.Manager.Id), ("By name", room.Starter.Id)],
            open.Select(f => (f.Subject, f.OwnerId!.Value)));
        Assert.Equal([1, 2, 3, 4], open.Select(f => f.Due.Day.DayNumber - Today.DayNumber));
        var seen = await crm.As(room.Starter).AskAsync<GetFollowUp, FollowUpDetails>(new(open[0].Id));
        Assert.Equal((running, 1, 5), (seen.Plan!.RunningPlanId, seen.Plan.Place, seen.Plan.Steps));
        var entries = await crm.ReadAsync(db => db.AuditEntries.Where(e => e.CustomerRef == customer && e.Event == AuditEvents.Created).Select(e => e.ObjectType).ToListAsync());
        Assert.Contains("RunningPlan", entries);
        Assert.Equal(4, entries.Count(e => e == "FollowUp"));
    }

    [Fact]
    public async Task Completing_a_step_brings_the_one_that_its_ending_asks_for_in_the_same_act_until_the_plan_is_done()
    {
        var room = await PlanRoom.OfAsync(crm);
        var customer = await room.Branch.HasCustomerAsync();
        var plan = await room.HasPlanAsync(
            PlanRoom.Step("Call"), PlanRoom.Step("Call again", 2, PlanFrom.StepBefore, FollowUpOutcome.NotReached), PlanRoom.Step("Meet", 3, PlanFrom.StepBefore, FollowUpOutcome.Agreed));
        var running = await room.StartedAsync(plan, customer);

        await room.CompleteAsync(Assert.Single(await room.OpenAsync(running)), FollowUpOutcome.Agreed);

        var meet = Assert.Single(await room.OpenAsync(running));
        Assert.Equal(("Meet", Today.AddDays(3)), (meet.Subject, meet.Due.Day));
        await room.CompleteAsync(meet, FollowUpOutcome.Done);
        var shown = await room.ShownAsync(running);
        Assert.Equal((RunningPlanStatus.Done, 3, room.Starter.Name), (shown.Status, shown.Over, shown.EndedBy));
        Assert.Equal([RunningStepStatus.Done, RunningStepStatus.LeftOut, RunningStepStatus.Done], shown.Steps.Select(s => s.Status));
        var told = await crm.As(room.Manager).AskAsync<GetTimeline, CustomerTimeline>(new(customer) { Topic = TimelineTopic.FollowUps });
        Assert.Equal(["Action plan started: {0}", "Action plan done: {0}"], told.Page.Items.Select(e => e.Sentence).Where(s => s.StartsWith("Action plan", StringComparison.Ordinal)).Reverse());
    }

    [Fact]
    public async Task A_step_that_was_dropped_and_opened_again_lets_the_plan_follow()
    {
        var room = await PlanRoom.OfAsync(crm);
        var running = await room.StartedAsync(
            await room.HasPlanAsync(PlanRoom.Step("Call"), PlanRoom.Step("Meet", 3, PlanFrom.StepBefore, FollowUpOutcome.Agreed)), await room.Branch.HasCustomerAsync());
        var call = Assert.Single(await room.OpenAsync(running));

        await crm.As(room.Starter).SendAsync(new DropFollowUp(call.Id, await room.VersionAsync<FollowUp>(call.Id), "Wrong number"));
        Assert.Equal(RunningPlanStatus.Done, (await room.ShownAsync(running)).Status);

        await crm.As(room.Starter).SendAsync(new ReopenFollowUp(call.Id, await room.VersionAsync<FollowUp>(call.Id)));
        Assert.Equal(RunningPlanStatus.Running, (await room.ShownAsync(running)).Status);
        await room.CompleteAsync(call, FollowUpOutcome.Agreed);
        Assert.Equal("Meet", Assert.Single(await room.OpenAsync(running)).Subject);
    }

    [Fact]
    public async Task What_runs_keeps_the_steps_it_was_started_with()
    {
        var room = await PlanRoom.OfAsync(crm);
        var plan = await room.HasPlanAsync(PlanRoom.Step("Call"), PlanRoom.Step("Old second step", from: PlanFrom.StepBefore));
        var running = await room.StartedAsync(plan, await room.Branch.HasCustomerAsync());
        var kept = (await crm.As(room.Manager).AskAsync<GetPlanForm, PlanForm>(new(plan))).Plan;

        await crm.As(room.Manager).SendAsync(kept with { Steps = [kept.Steps[0], PlanRoom.Step("New second step", from: PlanFrom.StepBefore), PlanRoom.Step("Third")] });

        await room.CompleteAsync(Assert.Single(await room.OpenAsync(running)), FollowUpOutcome.Done);
        Assert.Equal("Old second step", Assert.Single(await room.OpenAsync(running)).Subject);
        var shown = await room.ShownAsync(running);
        Assert.Equal((1, false, 2), (shown.Number, shown.IsNewest, shown.Steps.Count));
        var next = await room.StartedAsync(plan, await room.Branch.HasCustomerAsync());
        Assert.Equal((2, true, 3), (await room.ShownAsync(next)) is var anew ? (anew.Number, anew.IsNewest, anew.Steps.Count) : default);
        await Assert.ThrowsAsync<ConflictException>(() => crm.As(room.Manager).SendAsync(kept));
    }

    [Fact]
    public async Task Another_branch_s_customer_plan_and_running_plan_are_not_found()
    {
        var (here, there) = (await PlanRoom.OfAsync(crm), await PlanRoom.OfAsync(crm));
        var (plan, theirs) = (await here.HasPlanAsync(PlanRoom.Step("Call")), await there.HasPlanAsync(PlanRoom.Step("Call")));
        var (ours, foreign) = (await here.Branch.HasCustomerAsync(), await there.Branch.HasCustomerAsync());
        var running = await here.StartedAsync(plan, ours);

        await Assert.ThrowsAsync<NotFoundException>(() => here.StartedAsync(plan, foreign));
        await Assert.ThrowsAsync<NotFoundException>(() => here.StartedAsync(theirs, ours));
        await Assert.ThrowsAsync<NotFoundException>(() => there.ShownAsync(running));
        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(there.Manager).SendAsync(new StopPlan(running, 1, "Not ours")));
        await Assert.ThrowsAsync<NotFoundException>(() => crm.As(there.Manager).AskAsync<GetPlan, PlanShown>(new(plan)));
        Assert.DoesNotContain(running, (await crm.As(there.Manager).AskAsync<ListRunningPlans, RunningPlanList>(new())).Plans.Items.Select(r => r.Id));
    }

    [Fact]
    public async Task Who_may_not_write_or_start_plans_is_refused_and_one_for_every_branch_is_written_by_who_sees_all()
    {
        var room = await PlanRoom.OfAsync(crm);
        var teller = await room.Branch.HasStaffAsync(PlanRoom.Teller);
        var everywhere = await room.Branch.HasStaffAsync(RoleReach.AllBranches, TaskPermissions.KeepPlans);
        var (plan, customer) = (await room.HasPlanAsync(PlanRoom.Step("Call")), await room.Branch.HasCustomerAsync());
        var forAll = new KeepPlan { Name = $"All {Guid.NewGuid():n}", Steps = [PlanRoom.Step("Call")] };

        await Assert.ThrowsAsync<ForbiddenException>(() => crm.As(teller).SendAsync(new StartPlan(Guid.CreateVersion7(), plan, customer)));
        await Assert.ThrowsAsync<ForbiddenException>(() => crm.As(room.Starter).SendAsync(forAll));
        await Assert.ThrowsAsync<ForbiddenException>(() => crm.As(room.Manager).SendAsync(forAll));
        await Assert.ThrowsAsync<ForbiddenException>(() => crm.As(room.Starter).SendAsync(new StartPlanByRule(plan, customer, "new:1")));
        await crm.As(everywhere).SendAsync(forAll);
        await crm.As(everywhere).SendAsync(new SwitchPlan(forAll.Id, await room.VersionAsync<ActionPlan>(forAll.Id), IsOn: true));

        await Assert.ThrowsAsync<ForbiddenException>(async () => await crm.As(room.Manager).SendAsync(new SwitchPlan(forAll.Id, await room.VersionAsync<ActionPlan>(forAll.Id), IsOn: false)));
        await room.StartedAsync(forAll.Id, customer);
        var refused = await Assert.ThrowsAsync<RefusedException>(() => crm.As(everywhere).SendAsync(
            new KeepPlan { Name = "With a colleague", Steps = [PlanRoom.Step("Call", owner: PlanStepInput.PersonMark + teller.Id)] }));
        Assert.Equal("Choose a colleague who is at work in this branch.", refused.Message);
    }

    [Fact]
    public async Task With_one_customer_it_runs_once_at_a_time_also_when_two_start_it_at_once()
    {
        var room = await PlanRoom.OfAsync(crm);
        var (plan, customer) = (await room.HasPlanAsync(PlanRoom.Step("Call")), await room.Branch.HasCustomerAsync());

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ => await Record.ExceptionAsync(() => room.StartedAsync(plan, customer))));

        Assert.Single(outcomes, o => o is null);
        Assert.All(outcomes.OfType<Exception>(), e => Assert.Equal("The plan runs with this customer already.", Assert.IsType<RefusedException>(e).Message));
        Assert.Equal(1, await crm.ReadAsync(db => db.FollowUps.CountAsync(f => f.CustomerId == customer)));
    }

    [Fact]
    public async Task Two_who_complete_two_steps_at_once_let_the_plan_take_one_turn_after_the_other()
    {
        var room = await PlanRoom.OfAsync(crm);
        var running = await room.StartedAsync(
            await room.HasPlanAsync(PlanRoom.Step("One"), PlanRoom.Step("Two", 2), PlanRoom.Step("Three", 1, PlanFrom.StepBefore)), await room.Branch.HasCustomerAsync());
        var open = await room.OpenAsync(running);

        await Task.WhenAll(open.Select(f => room.CompleteAsync(f, FollowUpOutcome.Done)));

        Assert.Equal("Three", Assert.Single(await room.OpenAsync(running)).Subject);
        Assert.Equal([RunningStepStatus.Done, RunningStepStatus.Done, RunningStepStatus.Begun], (await room.ShownAsync(running)).Steps.Select(s => s.Status));
    }

    [Fact]
    public async Task Stopped_with_a_reason_its_open_follow_ups_are_dropped_and_what_was_done_stays()
    {
        var room = await PlanRoom.OfAsync(crm);
        var colleague = await room.Branch.HasStaffAsync(PlanRoom.Rm);
        var running = await room.StartedAsync(await room.HasPlanAsync(PlanRoom.Step("One"), PlanRoom.Step("Two", 2), PlanRoom.Step("Three", 1, PlanFrom.StepBefore)), await room.Branch.HasCustomerAsync());
        var open = await room.OpenAsync(running);
        await room.CompleteAsync(open[0], FollowUpOutcome.Done);
        var version = await room.VersionAsync<RunningPlan>(running);

        await Assert.ThrowsAsync<ForbiddenException>(() => crm.As(colleague).SendAsync(new StopPlan(running, version, "Not mine")));
        await Assert.ThrowsAsync<ValidationException>(() => crm.As(room.Starter).SendAsync(new StopPlan(running, version, " ")));
        await Assert.ThrowsAsync<ConflictException>(() => crm.As(room.Starter).SendAsync(new StopPlan(running, version - 1, "She moved")));
        await crm.As(room.Starter).SendAsync(new StopPlan(running, version, "She moved to another bank"));

        var shown = await room.ShownAsync(running);
        Assert.Equal((RunningPlanStatus.Stopped, "She moved to another bank", room.Starter.Name), (shown.Status, shown.Reason, shown.EndedBy));
        var dropped = await crm.As(room.Starter).AskAsync<GetFollowUp, FollowUpDetails>(new(open[1].Id));
        Assert.Equal((FollowUpStatus.Dropped, "She moved to another bank"), (dropped.Status, dropped.Steps[^1].Text));
        Assert.Equal(FollowUpStatus.Done, (await crm.As(room.Starter).AskAsync<GetFollowUp, FollowUpDetails>(new(open[0].Id))).Status);
        var stored = await crm.ReadAsync(db => db.RunningPlans.Where(r => r.Id == running).Select(r => r.Reason).SingleAsync());
        Assert.DoesNotContain("another bank", System.Text.Encoding.UTF8.GetString(stored!.Envelope), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_pauses_when_the_customer_s_business_ends_and_goes_on_when_that_is_taken_back()
    {
        var room = await PlanRoom.OfAsync(crm);
        var customer = await room.Branch.HasCustomerAsync();
        var running = await room.StartedAsync(await room.HasPlanAsync(PlanRoom.Step("One"), PlanRoom.Step("Two", 2, PlanFrom.StepBefore)), customer);
        await ClassifyAsync(customer, LifeCycleStage.Closed);

        await room.CompleteAsync(Assert.Single(await room.OpenAsync(running)), FollowUpOutcome.Done);

        Assert.Equal(RunningPlanStatus.Paused, (await room.ShownAsync(running)).Status);
        Assert.Empty(await room.OpenAsync(running));
        var refused = await Assert.ThrowsAsync<RefusedException>(async () => await room.StartedAsync(await room.HasPlanAsync(PlanRoom.Step("Call")), customer));
        Assert.Equal("The customer's business with the bank has ended: no plan is started.", refused.Message);

        await ClassifyAsync(customer, LifeCycleStage.Active);
        Assert.Contains(running, await crm.ReadAsync(db => db.ToReviewAsync(1000, CancellationToken.None)));
        await crm.As(CurrentUser.System("test", TaskPermissions.StartPlans)).SendAsync(new ReviewPlan(running));
        Assert.Equal("Two", Assert.Single(await room.OpenAsync(running)).Subject);
        Assert.DoesNotContain(running, await crm.ReadAsync(db => db.ToReviewAsync(1000, CancellationToken.None)));
    }

    [Fact]
    public async Task A_protected_customer_is_not_named_in_the_list_of_what_runs()
    {
        var room = await PlanRoom.OfAsync(crm);
        var customer = await room.Branch.HasCustomerAsync(new() { Name = "万寿山" });
        var running = await room.StartedAsync(await room.HasPlanAsync(PlanRoom.Step("Call")), customer);
        await crm.HasChangedAsync<Customer>(customer, c => c.Protect(isProtected: true));

        var row = Assert.Single((await crm.As(room.Manager).AskAsync<ListRunningPlans, RunningPlanList>(new())).Plans.Items);
        Assert.Equal((running, null, "Call", 0, 1), (row.Id, row.Customer, row.Next, row.Over, row.Steps));
        Assert.Null((await room.ShownAsync(running)).Customer);
        await Assert.ThrowsAsync<ForbiddenException>(async () => await room.StartedAsync(await room.HasPlanAsync(PlanRoom.Step("Call")), customer));
    }

    [Fact]
    public async Task The_list_goes_on_page_after_page_and_narrows()
    {
        var room = await PlanRoom.OfAsync(crm);
        var (one, other) = (await room.HasPlanAsync(PlanRoom.Step("Call")), await room.HasPlanAsync(PlanRoom.Step("Call")));
        for (var i = 0; i < 51; i++)
        {
            await room.StartedAsync(one, await room.Branch.HasCustomerAsync());
        }

        var last = await room.StartedAsync(other, await room.Branch.HasCustomerAsync());
        var first = (await crm.As(room.Manager).AskAsync<ListRunningPlans, RunningPlanList>(new())).Plans;
        var second = (await crm.As(room.Manager).AskAsync<ListRunningPlans, RunningPlanList>(new(After: first.Next))).Plans;

        Assert.Equal((50, 2, null, last), (first.Items.Count, second.Items.Count, second.Next, first.Items[0].Id));
        Assert.Equal(52, first.Items.Concat(second.Items).Select(r => r.Id).Distinct().Count());
        Assert.Equal([last], (await crm.As(room.Manager).AskAsync<ListRunningPlans, RunningPlanList>(new(PlanId: other))).Plans.Items.Select(r => r.Id));
        Assert.Empty((await crm.As(room.Manager).AskAsync<ListRunningPlans, RunningPlanList>(new(Mine: true))).Plans.Items);
        Assert.Equal(50, (await crm.As(room.Starter).AskAsync<ListRunningPlans, RunningPlanList>(new(Mine: true))).Plans.Items.Count);
        Assert.Empty((await crm.As(room.Manager).AskAsync<ListRunningPlans, RunningPlanList>(new(RunningPlanView.Ended))).Plans.Items);
    }

    private Task ClassifyAsync(Guid customer, LifeCycleStage stage) =>
        crm.HasChangedAsync<Customer>(customer, c => c.Classify(c.Tier, stage, c.Language, c.Tags));
}

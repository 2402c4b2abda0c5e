using BankCrm.Domain.Admin.Calendar;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Tasks.FollowUps;
using BankCrm.Domain.Tasks.Plans;
using Xunit;

namespace BankCrm.Domain.Tests.Tasks.Plans;

public sealed class RunningPlanTests
{
    private static readonly DateTimeOffset Monday = new(2026, 11, 23, 2, 0, 0, TimeSpan.Zero);
    private static readonly WorkingDays Days = new([]);
    private static readonly Guid Me = Guid.CreateVersion7();

    [Fact]
    public void What_counts_from_the_start_begins_at_once_and_the_rest_after_the_step_before()
    {
        var desk = new Desk(PlanSamples.Step(2), PlanSamples.Step(3, from: PlanFrom.StepBefore), PlanSamples.Step(30, PlanDays.Calendar));

        Assert.Equal([(0, "2026-11-25"), (2, "2026-12-23")], desk.TakeTurns(Monday));
        Assert.Empty(desk.TakeTurns(Monday));
        Assert.Equal(RunningPlanStatus.Running, desk.Running.Status);
    }

    [Theory]
    [InlineData(0, "2026-11-26")]  // done two days early
    [InlineData(2, "2026-11-30")]
    [InlineData(11, "2026-12-09")] // done late: on Friday of the week after
    public void A_step_that_is_done_early_or_late_moves_the_next(int daysLater, string nextDue)
    {
        var desk = new Desk(PlanSamples.Step(2), PlanSamples.Step(3, from: PlanFrom.StepBefore));
        desk.TakeTurns(Monday);

        desk.Complete(0, FollowUpOutcome.Done, Monday.AddDays(daysLater));

        Assert.Equal([(1, nextDue)], desk.TakeTurns(Monday.AddDays(daysLater)));
    }

    [Fact]
    public void A_dropped_step_lets_the_next_begin_but_none_that_asks_how_it_ended()
    {
        var desk = new Desk(
            PlanSamples.Step(1), PlanSamples.Step(1) with { OnlyAfter = FollowUpOutcome.NotReached }, PlanSamples.Step(1, from: PlanFrom.StepBefore));
        desk.TakeTurns(Monday);

        desk.Drop(0, Monday);

        Assert.Equal([(2, "2026-11-24")], desk.TakeTurns(Monday));
        Assert.Equal([RunningStepStatus.Dropped, RunningStepStatus.LeftOut, RunningStepStatus.Begun], desk.Statuses);
    }

    [Fact]
    public void Of_two_steps_that_ask_for_different_endings_one_is_taken_and_the_next_goes_on_from_it()
    {
        var desk = new Desk(
            PlanSamples.Step(0),
            PlanSamples.Step(2, from: PlanFrom.StepBefore) with { OnlyAfter = FollowUpOutcome.NotReached },
            PlanSamples.Step(1, from: PlanFrom.StepBefore) with { OnlyAfter = FollowUpOutcome.Agreed });
        desk.TakeTurns(Monday);

        desk.Complete(0, FollowUpOutcome.Agreed, Monday);
        Assert.Equal([(2, "2026-11-24")], desk.TakeTurns(Monday));
        Assert.Equal([RunningStepStatus.Done, RunningStepStatus.LeftOut, RunningStepStatus.Begun], desk.Statuses);

        desk.Complete(2, FollowUpOutcome.Done, Monday.AddDays(1));
        desk.TakeTurns(Monday.AddDays(1));
        Assert.Equal((RunningPlanStatus.Done, Monday.AddDays(1), Me), (desk.Running.Status, desk.Running.EndedAt, desk.Running.EndedBy));
    }

    [Fact]
    public void After_a_second_try_the_ending_of_that_one_counts()
    {
        var desk = new Desk(
            PlanSamples.Step(0),
            PlanSamples.Step(2, from: PlanFrom.StepBefore) with { OnlyAfter = FollowUpOutcome.NotReached },
            PlanSamples.Step(1, from: PlanFrom.StepBefore) with { OnlyAfter = FollowUpOutcome.Agreed });
        desk.TakeTurns(Monday);
        desk.Complete(0, FollowUpOutcome.NotReached, Monday);
        Assert.Equal([(1, "2026-11-25")], desk.TakeTurns(Monday));

        desk.Complete(1, FollowUpOutcome.Agreed, Monday.AddDays(1));

        Assert.Equal([(2, "2026-11-25")], desk.TakeTurns(Monday.AddDays(1)));
    }

    [Fact]
    public void Steps_for_other_customers_are_left_out()
    {
        PlanStepContent[] steps =
        [
            PlanSamples.Step(0) with { OnlyFor = CustomerKind.Organisation }, PlanSamples.Step(1) with { OnlyFor = CustomerKind.Individual },
            PlanSamples.Step(1) with { Tiers = [CustomerTier.Private, CustomerTier.Vip] }, PlanSamples.Step(5, from: PlanFrom.StepBefore),
        ];

        var (person, firm) = (new Desk(steps), new Desk(PlanSamples.Somebody(CustomerKind.Organisation, CustomerTier.Vip), steps));

        Assert.Equal([(1, "2026-11-24")], person.TakeTurns(Monday));
        Assert.Equal([(0, "2026-11-23"), (2, "2026-11-24")], firm.TakeTurns(Monday));
        person.Complete(1, FollowUpOutcome.Done, Monday);
        Assert.Equal([(3, "2026-11-30")], person.TakeTurns(Monday));
    }

    [Fact]
    public void A_plan_none_of_whose_steps_is_for_them_is_done_at_once()
    {
        var desk = new Desk(PlanSamples.Step(0) with { OnlyFor = CustomerKind.Organisation });

        Assert.Empty(desk.TakeTurns(Monday));
        Assert.Equal(RunningPlanStatus.Done, desk.Running.Status);
    }

    [Fact]
    public void It_pauses_while_the_customer_s_business_has_ended_and_goes_on_after()
    {
        var desk = new Desk(PlanSamples.Step(1), PlanSamples.Step(1, from: PlanFrom.StepBefore));
        desk.TakeTurns(Monday);
        desk.Customer.Classify(CustomerTier.Mass, LifeCycleStage.Closed, CustomerLanguage.Chinese, []);
        desk.Complete(0, FollowUpOutcome.Done, Monday);

        Assert.Empty(desk.TakeTurns(Monday));
        Assert.Equal((RunningPlanStatus.Paused, null), (desk.Running.Status, desk.Running.EndedAt));

        desk.Customer.Classify(CustomerTier.Mass, LifeCycleStage.Active, CustomerLanguage.Chinese, []);
        Assert.Equal([(1, "2026-12-01")], desk.TakeTurns(Monday.AddDays(8)));
        Assert.Equal(RunningPlanStatus.Running, desk.Running.Status);
    }

    [Fact]
    public void Opened_again_it_asks_anew_what_was_left_out_and_lets_go_on_what_began()
    {
        var desk = new Desk(
            PlanSamples.Step(0), PlanSamples.Step(2) with { OnlyAfter = FollowUpOutcome.NotReached }, PlanSamples.Step(1) with { OnlyAfter = FollowUpOutcome.Agreed });
        desk.TakeTurns(Monday);
        desk.Complete(0, FollowUpOutcome.NotInterested, Monday);
        desk.TakeTurns(Monday);
        Assert.Equal(RunningPlanStatus.Done, desk.Running.Status);

        desk.Reopen(0);
        Assert.Equal((RunningPlanStatus.Running, null), (desk.Running.Status, desk.Running.EndedAt));
        Assert.Empty(desk.TakeTurns(Monday));
        desk.Complete(0, FollowUpOutcome.NotReached, Monday);

        Assert.Equal([(1, "2026-11-25")], desk.TakeTurns(Monday));
    }

    [Fact]
    public void Stopped_it_names_what_is_open_keeps_what_was_done_and_begins_nothing_more()
    {
        var desk = new Desk(PlanSamples.Step(1), PlanSamples.Step(2), PlanSamples.Step(1, from: PlanFrom.StepBefore));
        desk.TakeTurns(Monday);
        desk.Complete(0, FollowUpOutcome.Done, Monday);
        var open = desk.Running.Steps.Single(s => s.Place == 1).FollowUpId;

        Assert.Equal([open!.Value], desk.Running.Stop(new Sealed([1]), Me, Monday));

        Assert.Equal([RunningStepStatus.Done, RunningStepStatus.Dropped, RunningStepStatus.Dropped], desk.Statuses);
        Assert.Empty(desk.TakeTurns(Monday));
        Assert.Equal("The plan has ended already.", Assert.Throws<RefusedException>(() => desk.Running.Stop(new Sealed([1]), Me, Monday)).Message);
        desk.Reopen(0);
        Assert.Equal(RunningPlanStatus.Stopped, desk.Running.Status);
    }

    /// <summary>A plan that runs with a customer.</summary>
    private sealed class Desk
    {
        private readonly IReadOnlyList<PlanStepContent> contents;
        private readonly Dictionary<int, FollowUp> followUps = [];

        public Desk(params PlanStepContent[] steps)
            : this(PlanSamples.Somebody(), steps)
        {
        }

        public Desk(Customer customer, params PlanStepContent[] steps)
        {
            (Customer, contents) = (customer, steps);
            Running = RunningPlan.Start(Guid.CreateVersion7(), customer, ActionPlan.Make(Guid.CreateVersion7(), null, PlanSamples.Content, steps, Me, Monday).First, Me, null, Monday);
        }

        public Customer Customer { get; }

        public RunningPlan Running { get; }

        public IEnumerable<RunningStepStatus> Statuses => Running.Steps.OrderBy(s => s.Place).Select(s => s.Status);

        public IReadOnlyList<(int Place, string Due)> TakeTurns(DateTimeOffset now)
        {
            var turns = Running.TakeTurns(contents, Customer, Days, Me, now);
            foreach (var (step, content) in turns)
            {
                followUps[step.Place] = FollowUp.For(
                    step.FollowUpId!.Value, Running.BranchId, Customer.Id, new(content.Subject, content.Kind, content.Priority, new(step.DueOn!.Value, null)), Me, Me, now);
            }

            return [.. turns.Select(t => (t.Step.Place, $"{t.Step.DueOn:yyyy-MM-dd}"))];
        }

        public void Complete(int place, FollowUpOutcome outcome, DateTimeOffset now)
        {
            followUps[place].Complete(outcome, null, Me, now);
            Running.StepEnded(followUps[place], now);
        }

        public void Drop(int place, DateTimeOffset now)
        {
            followUps[place].Drop(new(Guid.CreateVersion7(), new([1])), Me, now);
            Running.StepEnded(followUps[place], now);
        }

        public void Reopen(int place)
        {
            followUps[place].Reopen(Me, Monday);
            Running.StepReopened(followUps[place]);
        }
    }
}

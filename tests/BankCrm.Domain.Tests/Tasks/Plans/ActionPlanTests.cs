using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Occasions;
using BankCrm.Domain.Tasks.FollowUps;
using BankCrm.Domain.Tasks.Plans;
using Xunit;

namespace BankCrm.Domain.Tests.Tasks.Plans;

public sealed class ActionPlanTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 2, 30, 0, TimeSpan.Zero);
    private static readonly Guid Me = Guid.CreateVersion7();

    [Fact]
    public void Changed_steps_are_a_new_version_and_another_name_is_none()
    {
        var (plan, first) = Made(PlanSamples.Step(1), PlanSamples.Step(2) with { Tiers = [CustomerTier.Vip] });

        Assert.Null(plan.Change(PlanSamples.Content with { Name = "Greet" }, [PlanSamples.Step(1), PlanSamples.Step(2) with { Tiers = [CustomerTier.Vip] }], first, Me, Now));
        Assert.Equal(("Greet", 1), (plan.Name, plan.Number));

        var second = plan.Change(PlanSamples.Content, [PlanSamples.Step(1), PlanSamples.Step(2) with { Tiers = [CustomerTier.Private] }], first, Me, Now);
        Assert.Equal((2, 2), (plan.Number, second!.Number));
        Assert.Equal([CustomerTier.Vip], first.Contents[1].Tiers);
        Assert.Equal([CustomerTier.Private], second.Contents[1].Tiers);
    }

    [Fact]
    public void What_makes_no_sense_is_refused()
    {
        Refuses("A plan has at least one step.", () => Made());
        Refuses("A plan has at most {0} steps.", () => Made([.. Enumerable.Repeat(PlanSamples.Step(1), 21)]));
        Refuses("No step stands before the first one: it cannot ask how that ended.", () => Made(PlanSamples.Step(1) with { OnlyAfter = FollowUpOutcome.Done }));
        Refuses(
            "In a plan for every branch, no step can go to a queue or a colleague of one branch.",
            () => ActionPlan.Make(Guid.CreateVersion7(), null, PlanSamples.Content, [PlanSamples.Step(1) with { Owner = PlanOwner.Person, StaffId = Me }], Me, Now));
        Refuses(
            "This occasion does not come with companies.",
            () => ActionPlan.Make(Guid.CreateVersion7(), null, PlanSamples.Content with { For = PlanFor.Companies, Occasion = OccasionKind.Birthday }, [PlanSamples.Step(1)], Me, Now));
    }

    [Fact]
    public void It_starts_only_when_it_is_on_and_with_those_it_is_for()
    {
        var (plan, _) = ActionPlan.Make(Guid.CreateVersion7(), null, PlanSamples.Content with { For = PlanFor.People }, [PlanSamples.Step(1)], Me, Now);

        Refuses("The plan is switched off.", () => plan.RefuseStart(CustomerKind.Individual, LifeCycleStage.Active));
        plan.Switch(isOn: true, Now);
        Refuses("The plan is switched on already.", () => plan.Switch(isOn: true, Now));
        plan.RefuseStart(CustomerKind.Individual, LifeCycleStage.Prospect);
        Refuses("This plan is for private customers.", () => plan.RefuseStart(CustomerKind.Organisation, LifeCycleStage.Active));
        Refuses("The customer's business with the bank has ended: no plan is started.", () => plan.RefuseStart(CustomerKind.Individual, LifeCycleStage.Closed));
        plan.Switch(isOn: false, Now);
        Refuses("The plan is switched off already.", () => plan.Switch(isOn: false, Now));
    }

    [Fact]
    public void An_occasion_that_counts_no_days_keeps_none()
    {
        var (plan, _) = ActionPlan.Make(Guid.CreateVersion7(), null, PlanSamples.Content with { Occasion = OccasionKind.NewCustomer, OccasionDays = 14 }, [PlanSamples.Step(1)], Me, Now);

        Assert.Equal((OccasionKind.NewCustomer, 0), (plan.Occasion, plan.OccasionDays));
    }

    private static (ActionPlan Plan, PlanVersion First) Made(params PlanStepContent[] steps) =>
        ActionPlan.Make(Guid.CreateVersion7(), Guid.CreateVersion7(), PlanSamples.Content, steps, Me, Now);

    private static void Refuses(string sentence, Action act) => Assert.Equal(sentence, Assert.Throws<RefusedException>(act).Message);
}

using BankCrm.Application.Common;

namespace BankCrm.Application.Tasks.Plans;

/// <summary>Which step of which plan a follow-up is. Set by its properties, for the database joins it.</summary>
internal sealed class StepOfPlan
{
    public Guid FollowUpId { get; init; }

    public Guid RunningPlanId { get; init; }

    public string Name { get; init; } = "";

    public string ChineseName { get; init; } = "";

    /// <summary>From 0.</summary>
    public int Place { get; init; }

    public int Steps { get; init; }
}

internal static class PlanOfFollowUps
{
    /// <summary>For a join by the follow-up.</summary>
    public static IQueryable<StepOfPlan> StepsOfPlans(this CrmDb db) => db.RunningSteps
        .Where(s => s.FollowUpId != null)
        .Join(db.RunningPlans, s => s.RunningPlanId, r => r.Id, (s, r) => new { Step = s, r.PlanId })
        .Join(db.ActionPlans, s => s.PlanId, p => p.Id, (s, p) => new StepOfPlan
        {
            FollowUpId = s.Step.FollowUpId!.Value,
            RunningPlanId = s.Step.RunningPlanId,
            Name = p.Name,
            ChineseName = p.ChineseName,
            Place = s.Step.Place,
            Steps = db.RunningSteps.Count(all => all.RunningPlanId == s.Step.RunningPlanId),
        });
}

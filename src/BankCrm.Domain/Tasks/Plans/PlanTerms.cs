using BankCrm.Domain.Common;

namespace BankCrm.Domain.Tasks.Plans;

/// <summary>For whom a plan is.</summary>
public enum PlanFor
{
    [Means("Private customers and companies")] Both,
    [Means("Private customers only")] People,
    [Means("Companies only")] Companies,
}

/// <summary>How the days of a step are counted.</summary>
public enum PlanDays
{
    [Means("working days")] Working,
    [Means("calendar days")] Calendar,
}

/// <summary>From when the days of a step are counted.</summary>
public enum PlanFrom
{
    [Means("after the start")] Start,
    [Means("after the step before has ended")] StepBefore,
}

/// <summary>Who gets a step. Where there is no such colleague at work, it lies with the branch.</summary>
public enum PlanOwner
{
    [Means("Who looks after the customer")] LooksAfter,

    /// <summary>Of a plan that a rule started, who looks after the customer.</summary>
    [Means("Who started the plan")] Starter,

    [Means("The branch's manager")] Manager,
    [Means("A queue of the branch")] Queue,
    [Means("A colleague by name")] Person,
}

public enum RunningPlanStatus
{
    [Means("The plan runs")] Running,

    /// <summary>The customer's business has ended. It goes on by itself if that is taken back.</summary>
    [Means("The plan is paused")] Paused,

    [Means("The plan is done")] Done,
    [Means("The plan was stopped")] Stopped,
}

public enum RunningStepStatus
{
    [Means("Its turn has not come")] Waiting,
    [Means("A follow-up to do")] Begun,
    [Means("The step is done")] Done,
    [Means("The step was dropped")] Dropped,

    /// <summary>Its condition did not hold when its turn came.</summary>
    [Means("The step was left out")] LeftOut,
}

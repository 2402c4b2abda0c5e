using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Admin.Calendar;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Tasks.FollowUps;

namespace BankCrm.Domain.Tasks.Plans;

/// <summary>A plan that was started with a customer. Its steps become follow-ups when their turn comes.</summary>
[Class(DataClass.C1)]
public sealed class RunningPlan : Entity, IBranchScoped, IAboutCustomer
{
    public const int OccasionMaxLength = 100;
    public const int ReasonMaxLength = 500;
    public const string ReasonColumn = "running_plans.reason";

    private readonly List<RunningStep> steps = [];

    private RunningPlan() { } // EF Core

    public Guid BranchId { get; private set; }
    public Guid CustomerId { get; private set; }
    Guid? IAboutCustomer.CustomerId => CustomerId;

    public Guid PlanId { get; private init; }
    public Guid VersionId { get; private init; }
    public DateTimeOffset StartedAt { get; private init; }

    /// <summary>The day from which its days are counted.</summary>
    public DateOnly StartedOn { get; private init; }

    /// <summary>Null: a rule.</summary>
    public Guid? StartedBy { get; private init; }

    /// <summary>Which occasion it was. A plan is started once for one. Null: somebody started it by hand.</summary>
    public string? Occasion { get; private init; }

    public RunningPlanStatus Status { get; private set; }

    /// <summary>When it was done or stopped.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Who stopped it, or did its last step. Null: the system.</summary>
    public Guid? EndedBy { get; private set; }

    /// <summary>Why it was stopped.</summary>
    [Class(DataClass.C2)]
    public Sealed? Reason { get; private set; }

    /// <summary>In no order: by <see cref="RunningStep.Place"/>.</summary>
    public IReadOnlyList<RunningStep> Steps => steps;

    public static RunningPlan Start(Guid id, Customer customer, PlanVersion version, Guid? by, string? occasion, DateTimeOffset now)
    {
        var running = new RunningPlan
        {
            Id = id,
            BranchId = customer.BranchId,
            CustomerId = customer.Id,
            PlanId = version.PlanId,
            VersionId = version.Id,
            StartedAt = now,
            StartedOn = Branch.DayAt(now),
            StartedBy = by,
            Occasion = occasion,
        };
        running.steps.AddRange(Enumerable.Range(0, version.Steps.Count).Select(place => RunningStep.Of(running, place)));
        return running;
    }

    /// <summary>
    /// Lets those steps begin whose turn it is, and leaves out those whose condition does not hold. "The step before" is the last one that was not left out,
    /// so that of two steps that ask for different endings one is taken and what comes after them goes on from it.
    /// </summary>
    /// <param name="contents">Of the version it was started with.</param>
    /// <param name="by">Who is at work. Null: the system.</param>
    public IReadOnlyList<StepTurn> TakeTurns(IReadOnlyList<PlanStepContent> contents, Customer customer, WorkingDays days, Guid? by, DateTimeOffset now)
    {
        if (EndedAt is not null)
        {
            return [];
        }

        if (customer.Stage is LifeCycleStage.Closed)
        {
            Pause();
            return [];
        }

        Status = RunningPlanStatus.Running;

        var turns = new List<StepTurn>();
        RunningStep? before = null;
        foreach (var step in steps.OrderBy(s => s.Place))
        {
            var content = contents[step.Place];
            if (step.Status is RunningStepStatus.Waiting && !(content.Waits && before is { IsOver: false }))
            {
                if (content.IsFor(customer.Kind, customer.Tier) && (content.OnlyAfter is null || content.OnlyAfter == before?.Outcome))
                {
                    step.Begin(PlanDates.Due(content, content.From is PlanFrom.Start ? StartedOn : before?.EndedOn ?? StartedOn, days, Branch.DayAt(now)), now);
                    turns.Add(new(step, content));
                }
                else
                {
                    step.LeaveOut();
                }
            }

            before = step.Status is RunningStepStatus.LeftOut ? before : step;
        }

        if (steps.TrueForAll(s => s.IsOver))
        {
            (Status, EndedAt, EndedBy) = (RunningPlanStatus.Done, now, by);
        }

        return turns;
    }

    /// <summary>Nothing more begins until its turns are taken again.</summary>
    public void Pause() => Status = EndedAt is null ? RunningPlanStatus.Paused : Status;

    /// <summary>A follow-up of the plan was completed or dropped.</summary>
    public void StepEnded(FollowUp followUp, DateTimeOffset now) => StepOf(followUp).End(followUp.Outcome, Branch.DayAt(now));

    /// <summary>A follow-up of the plan was opened again: what was left out because of how it had ended is asked again. Steps that began go on.</summary>
    public void StepReopened(FollowUp followUp)
    {
        var step = StepOf(followUp);
        step.Reopen();
        if (Status is RunningPlanStatus.Stopped)
        {
            return;
        }

        foreach (var later in steps.Where(s => s.Place > step.Place && s.Status is RunningStepStatus.LeftOut))
        {
            later.Wait();
        }

        (Status, EndedAt, EndedBy) = (Status is RunningPlanStatus.Done ? RunningPlanStatus.Running : Status, null, null);
    }

    /// <summary>Ends it before its time. What was done stays; the open follow-ups are the caller's to drop.</summary>
    /// <returns>The follow-ups that are open.</returns>
    public IReadOnlyList<Guid> Stop(Sealed reason, Guid by, DateTimeOffset now)
    {
        Refuse.If(EndedAt is not null, "The plan has ended already.");
        List<Guid> open = [.. steps.Where(s => s.Status is RunningStepStatus.Begun).Select(s => s.FollowUpId!.Value)];
        foreach (var step in steps.Where(s => !s.IsOver))
        {
            step.Drop(Branch.DayAt(now));
        }

        (Status, EndedAt, EndedBy, Reason) = (RunningPlanStatus.Stopped, now, by, reason);
        return open;
    }

    private RunningStep StepOf(FollowUp followUp) => steps.Single(s => s.FollowUpId == followUp.Id);
}

/// <summary>A step whose turn has come.</summary>
public sealed record StepTurn(RunningStep Step, PlanStepContent Content);

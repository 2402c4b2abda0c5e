using BankCrm.Domain.Common;
using BankCrm.Domain.Tasks.FollowUps;

namespace BankCrm.Domain.Tasks.Plans;

/// <summary>How far one step of a running plan is.</summary>
[Class(DataClass.C1)]
public sealed class RunningStep : Entity, IBranchScoped
{
    private RunningStep() { } // EF Core

    public Guid RunningPlanId { get; private init; }
    public Guid BranchId { get; private set; }

    /// <summary>Which step of the version it is.</summary>
    public int Place { get; private init; }

    public RunningStepStatus Status { get; private set; }

    /// <summary>What it became. Null: its turn has not come.</summary>
    public Guid? FollowUpId { get; private set; }

    /// <summary>When it was due as its turn came; the follow-up may have been postponed since.</summary>
    public DateOnly? DueOn { get; private set; }

    /// <summary>Null: it has not ended, or was dropped.</summary>
    public FollowUpOutcome? Outcome { get; private set; }

    public DateOnly? EndedOn { get; private set; }

    public bool IsOver => Status is RunningStepStatus.Done or RunningStepStatus.Dropped or RunningStepStatus.LeftOut;

    internal static RunningStep Of(RunningPlan running, int place) =>
        new() { Id = Guid.CreateVersion7(), RunningPlanId = running.Id, BranchId = running.BranchId, Place = place };

    internal void Begin(DateOnly due, DateTimeOffset now) =>
        (Status, DueOn, FollowUpId) = (RunningStepStatus.Begun, due, Guid.CreateVersion7(now));

    internal void LeaveOut() => Status = RunningStepStatus.LeftOut;

    internal void Wait() => Status = RunningStepStatus.Waiting;

    /// <param name="outcome">Null: it was dropped.</param>
    internal void End(FollowUpOutcome? outcome, DateOnly day) =>
        (Status, Outcome, EndedOn) = (outcome is null ? RunningStepStatus.Dropped : RunningStepStatus.Done, outcome, day);

    internal void Drop(DateOnly day) => End(null, day);

    internal void Reopen() => (Status, Outcome, EndedOn) = (RunningStepStatus.Begun, null, null);
}

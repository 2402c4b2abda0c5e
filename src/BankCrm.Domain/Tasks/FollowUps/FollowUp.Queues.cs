using BankCrm.Domain.Common;

namespace BankCrm.Domain.Tasks.FollowUps;

/// <summary>Into a queue, and out of it.</summary>
public sealed partial class FollowUp
{
    /// <summary>Lets it wait in a queue, for whoever gets it there.</summary>
    public void PutInto(Guid queueId, FollowUpWords why, Guid by, DateTimeOffset now)
    {
        RefuseIfEnded();
        Refuse.If(QueueId == queueId && OwnerId is null, "It waits there already.");

        (OwnerId, QueueId) = (null, queueId);
        Step(FollowUpStepKind.Queued, by, now, why, queueId: queueId);
    }

    /// <summary>Out of its queue: it lies with the branch again.</summary>
    public void TakeOut(FollowUpWords why, Guid by, DateTimeOffset now)
    {
        RefuseIfEnded();
        Refuse.If(QueueId is null, "It waits in no queue.");

        (OwnerId, QueueId) = (null, null);
        Step(FollowUpStepKind.Unqueued, by, now, why);
    }

    /// <summary>Gives it to whom the rule of a queue chose.</summary>
    /// <param name="by">Who let it be counted. Null: the system.</param>
    public void DealTo(Guid toStaffId, Guid queueId, Guid? by, DateTimeOffset now)
    {
        RefuseIfEnded();
        Refuse.If(OwnerId == toStaffId, "It already belongs to this colleague.");

        (OwnerId, QueueId) = (toStaffId, queueId);
        Step(FollowUpStepKind.Dealt, by, now, to: toStaffId, queueId: queueId);
    }
}

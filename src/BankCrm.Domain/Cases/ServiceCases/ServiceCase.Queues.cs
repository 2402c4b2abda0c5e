using BankCrm.Domain.Cases.Queues;
using BankCrm.Domain.Common;

namespace BankCrm.Domain.Cases.ServiceCases;

// Into a queue, and out of it.
public sealed partial class ServiceCase
{
    /// <summary>Lets it wait in a queue, for whoever gets it there.</summary>
    /// <param name="why">Null: it was taken in for it.</param>
    /// <param name="chosen">By what sum the queue was chosen. Null: a person chose it.</param>
    public void PutInto(Guid queueId, CaseWords? why, Guid? by, DateTimeOffset now, QueueChoice? chosen = null)
    {
        RefuseIfEnded();
        Refuse.If(by is { } person && AboutStaff.Contains(person), "Nobody handles a complaint about himself.");
        Refuse.If(QueueId == queueId && OwnerId is null, "It waits there already.");

        (OwnerId, QueueId) = (null, queueId);
        Step(CaseStepKind.Queued, by, now, why, new(Queue: queueId, Chosen: chosen));
    }

    /// <summary>Out of its queue: it lies with the branch again.</summary>
    public void TakeOut(CaseWords why, Guid by, DateTimeOffset now)
    {
        RefuseIfEnded();
        RefuseIfAbout(by);
        Refuse.If(QueueId is null, "It waits in no queue.");

        var from = QueueId;
        (OwnerId, QueueId) = (null, null);
        Step(CaseStepKind.Unqueued, by, now, why, new(Queue: from));
    }

    /// <summary>Gives it to whom the rule of a queue chose.</summary>
    /// <param name="by">Who let it be counted. Null: the system.</param>
    public void DealTo(Guid toStaffId, Guid queueId, Guid? by, DateTimeOffset now)
    {
        RefuseIfEnded();
        Refuse.If(by is { } person && AboutStaff.Contains(person), "Nobody handles a complaint about himself.");
        Refuse.If(OwnerId == toStaffId, "It already belongs to this colleague.");
        Refuse.If(AboutStaff.Contains(toStaffId), "The complaint is about this colleague: somebody else must handle it.");

        (OwnerId, QueueId) = (toStaffId, queueId);
        Step(CaseStepKind.Dealt, by, now, detail: new(To: toStaffId, Queue: queueId));
    }
}

using BankCrm.Domain.Cases.Queues;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Domain.Common;

namespace BankCrm.Domain.Cases.Enquiries;

// Into a queue, and out of it, as a case.
public sealed partial class Enquiry
{
    /// <summary>Lets it wait in a queue, for whoever gets it there.</summary>
    /// <param name="why">Null: it was taken in for it.</param>
    /// <param name="chosen">By what sum the queue was chosen. Null: a person chose it.</param>
    public void PutInto(Guid queueId, CaseWords? why, Guid? by, DateTimeOffset now, QueueChoice? chosen = null)
    {
        RefuseIfEnded();
        Refuse.If(QueueId == queueId && OwnerId is null, "It waits there already.");
        (OwnerId, QueueId) = (null, queueId);
        steps.Add(EnquiryStep.Of(this, EnquiryStepKind.Queued, by, now, why, clock: null, queueId, chosen: chosen));
    }

    /// <summary>Out of its queue: it lies with the branch again.</summary>
    public void TakeOut(CaseWords why, Guid by, DateTimeOffset now)
    {
        RefuseIfEnded();
        Refuse.If(QueueId is null, "It waits in no queue.");
        steps.Add(EnquiryStep.Of(this, EnquiryStepKind.Unqueued, by, now, why, clock: null, QueueId));
        (OwnerId, QueueId) = (null, null);
    }

    /// <summary>Gives it to whom the rule of a queue chose.</summary>
    /// <param name="by">Who let it be counted. Null: the system.</param>
    public void DealTo(Guid toStaffId, Guid queueId, Guid? by, DateTimeOffset now)
    {
        RefuseIfEnded();
        Refuse.If(OwnerId == toStaffId, "It already belongs to this colleague.");
        (OwnerId, QueueId) = (toStaffId, queueId);
        steps.Add(EnquiryStep.Of(this, EnquiryStepKind.Dealt, by, now, words: null, clock: null, queueId, toStaffId));
    }
}

using BankCrm.Domain.Common;

namespace BankCrm.Domain.Platform.Outbox;

public enum OutgoingState
{
    [Means("Waiting to be sent")] Waiting,

    /// <summary>Given to the gateway, whose answer is not here yet.</summary>
    [Means("Being sent")] Sending,

    /// <summary>The gateway did not answer: it is asked before anything is sent again.</summary>
    [Means("Not known whether sent")] Unclear,

    [Means("Sent")] Sent,

    /// <summary>There is no gateway here: it lies where it can be looked at, and went nowhere.</summary>
    [Means("Kept here, not sent")] Kept,

    /// <summary>It may not be sent, and says why.</summary>
    [Means("May not be sent")] Refused,

    /// <summary>Nobody tries any more until somebody looks at it.</summary>
    [Means("Sending failed")] Failed,

    [Means("Discarded")] Discarded,
}

/// <summary>What a gateway says later about a message it took.</summary>
public enum DeliveryWord
{
    Delivered,

    /// <summary>It did not arrive, and is not tried any more.</summary>
    Failed,

    NoSuchAddress,
}

/// <summary>Why a message was not sent, or not yet.</summary>
public enum OutgoingReason
{
    [Means("They have not agreed to this")] NoConsent,
    [Means("No number or address is marked as the one to use")] NoAddress,
    [Means("Nothing is sent to this number or address any more")] Suppressed,
    [Means("The relationship has ended")] Closed,
    [Means("The record was erased")] Erased,
    [Means("No approved text in their language or another")] NoTemplate,
    [Means("The text asks for something that was not given")] Unfilled,
    [Means("Quiet hours")] QuietHours,
    [Means("The channel is stopped")] Stopped,
    [Means("The gateway cannot be reached or is busy")] Unreachable,
    [Means("The gateway did not answer in time")] TimedOut,
    [Means("The other side does not take it")] Rejected,
    [Means("There is no such number or address")] NoSuchAddress,
    [Means("Nobody can say whether it arrived")] OutcomeUnknown,
    [Means("The colleague is disabled or away")] NotAtWork,
    [Means("They want it no longer, or nothing waits")] NotWanted,
    [Means("Has died")] Died,
}

/// <summary>What happened to a message.</summary>
public enum OutgoingStepKind
{
    [Means("Sent")] Sent,
    [Means("Kept here, not sent")] Kept,
    [Means("Tried in vain")] Tried,
    [Means("Put off")] PutOff,
    [Means("Was not allowed")] Refused,
    [Means("Given up")] GaveUp,
    [Means("The gateway does not know it")] NotKnown,
    [Means("To be sent again")] Replayed,
    [Means("Discarded")] Discarded,
    [Means("Arrived, says the gateway")] Delivered,
}

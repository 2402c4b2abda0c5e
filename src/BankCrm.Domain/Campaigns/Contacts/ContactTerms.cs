using BankCrm.Domain.Common;

namespace BankCrm.Domain.Campaigns.Contacts;

/// <summary>How far the contact with a customer is.</summary>
public enum ContactState
{
    /// <summary>Of the audience, and not contacted: left out, or of the control group.</summary>
    [Means("Not contacted")] None,

    [Means("To be contacted")] Planned,

    /// <summary>Given to the gateway, whose answer is not here yet.</summary>
    [Means("Being sent")] Sending,

    /// <summary>A follow-up stands for it, or it waits for their next visit.</summary>
    [Means("With a colleague")] WithColleague,

    [Means("Contacted")] Sent,

    /// <summary>There is no gateway here.</summary>
    [Means("Kept here, not sent")] Kept,

    /// <summary>When its turn came it was not allowed any more.</summary>
    [Means("Not allowed any more")] Refused,

    [Means("Sending failed")] Failed,
}

/// <summary>Why somebody was not contacted after all.</summary>
public enum NotContacted
{
    [Means("They have not agreed to this")] NoConsent,
    [Means("No number or address is marked as the one to use")] NoAddress,
    [Means("Nothing is sent to this number or address any more")] Suppressed,
    [Means("The relationship has ended")] Ended,
    [Means("An open complaint")] OpenComplaint,
    [Means("There is no such number or address")] NoSuchAddress,
    [Means("The other side does not take it")] Rejected,
    [Means("Nobody can say whether it arrived")] OutcomeUnknown,
    [Means("The campaign was stopped or has ended")] Stopped,
    [Means("No text in any language")] NoText,
    [Means("They answered an earlier contact")] Answered,
    [Means("Protected record")] Protected,
    [Means("Has died")] Died,
}

/// <summary>What a customer said to it.</summary>
public enum ContactAnswer
{
    [Means("Interested")] Interested,
    [Means("Bought")] Bought,
    [Means("Call again")] Later,
    [Means("Not interested")] NotInterested,
    [Means("Not reached")] NotReached,
}

/// <summary>By what an answer came.</summary>
public enum AnswerBy
{
    [Means("Link")] Link,
    [Means("Call")] Call,
    [Means("Word at the counter")] Counter,
    [Means("Imported file")] File,
}

using BankCrm.Domain.Common;

namespace BankCrm.Domain.Cases.ServiceCases;

/// <summary>What the customer wants of the bank.</summary>
public enum CaseKind
{
    [Means("Question")] Question,
    [Means("Request")] Request,
    [Means("Complaint")] Complaint,
}

/// <summary>By which road it came in.</summary>
public enum CaseChannel
{
    [Means("At the counter")] Counter,
    [Means("By phone")] Phone,
    [Means("By e-mail")] Email,
    [Means("By text message")] Sms,
    [Means("By letter")] Letter,
    [Means("By WeChat")] WeChat,
    [Means("On the website")] Web,
    [Means("In a survey")] Survey,
    [Means("Through an authority")] Authority,
    [Means("From another system")] System,
}

public enum CasePriority
{
    [Means("Low priority")] Low,
    [Means("Normal priority")] Normal,
    [Means("High priority")] High,
    [Means("Urgent")] Urgent,
}

public enum CaseStatus
{
    [Means("Being worked on")] Open,
    [Means("Resolved")] Resolved,
    [Means("Withdrawn by the customer")] Withdrawn,
    [Means("Merged into another case")] Merged,
}

/// <summary>What happened to a case.</summary>
public enum CaseStepKind
{
    [Means("Took the case in")] Opened,
    [Means("Wrote a note for colleagues")] Noted,
    [Means("Answered the customer")] Answered,
    [Means("Wrote down what the customer said")] Heard,
    [Means("Changed the particulars")] Changed,
    [Means("Took it on")] Claimed,
    [Means("Gave it to a colleague")] Assigned,
    [Means("Paused the clock")] Paused,
    [Means("Let the clock run again")] Resumed,
    [Means("Half of the time is used up")] Warned50,
    [Means("Four fifths of the time are used up")] Warned80,
    [Means("The time is over")] Warned100,
    [Means("Escalated to the branch manager")] Escalated,
    [Means("Gave the legal limit more time")] Extended,
    [Means("Asked for more time beyond the legal limit")] AskedForTime,
    [Means("Refused more time")] RefusedTime,
    [Means("Proposed a compensation")] Proposed,
    [Means("Approved the compensation")] Approved,
    [Means("Refused the compensation")] Refused,
    [Means("Resolved the case")] Resolved,
    [Means("Opened it again")] Reopened,
    [Means("The customer withdrew it")] Withdrawn,
    [Means("Merged it into another case")] Merged,
    [Means("Took another case in, as the same matter")] TookIn,
    [Means("Linked it with another case")] Linked,
    [Means("Asked whether the customer is satisfied")] Rated,
    [Means("Looked at how it was handled: good")] Reviewed,
    [Means("Looked at how it was handled: to be done again")] SentBack,
    [Means("Put it into a queue")] Queued,
    [Means("Took it out of the queue")] Unqueued,
    [Means("Was given it by rule")] Dealt,
    [Means("Came by e-mail: who sent it is not proven")] MailUnproven,
    [Means("Came by e-mail: the bank’s mail server confirms the sender’s domain")] MailConfirmed,
    [Means("Came by e-mail from an address that is not the customer’s")] MailOther,
    [Means("The e-mail was longer: its beginning was kept")] MailCut,
    [Means("Attachments that were not kept")] LeftOut,
}

/// <summary>Which promise a clock is of.</summary>
public enum CaseClockKind
{
    [Means("First answer")] FirstAnswer,
    [Means("Closure")] Closure,
    [Means("Legal limit")] Legal,
}

/// <summary>Particulars of a case that can be changed.</summary>
/// <param name="CategoryId">Null: not sorted yet.</param>
/// <param name="AccountId">Null: it is about none.</param>
public sealed record CaseParticulars(CaseKind Kind, CasePriority Priority, Guid? CategoryId, Guid? AccountId)
{
    /// <summary>Colleagues whom a complaint is about: they neither see nor handle it.</summary>
    public IReadOnlyList<Guid> AboutStaff { get; init; } = [];

    /// <summary>How many complain together. One: nobody else.</summary>
    public int People { get; init; } = 1;

    /// <summary>Who speaks for them. Null: the customer.</summary>
    public Sealed? Speakers { get; init; }
}

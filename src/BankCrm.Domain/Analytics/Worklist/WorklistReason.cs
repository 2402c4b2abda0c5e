using BankCrm.Domain.Common;

namespace BankCrm.Domain.Analytics.Worklist;

/// <summary>What a reason speaks for.</summary>
public enum WorklistAspect
{
    [Means("Why now")] WhyNow,
    [Means("What was promised")] Promise,
    [Means("What they are worth")] Value,
    [Means("Risk")] Risk,
}

/// <summary>Why somebody stands where they stand on the worklist.</summary>
public enum WorklistReasonKind
{
    [Means("Overdue since {0}")] Overdue,
    [Means("Due today")] DueToday,
    [Means("Due on {0}")] DueSoon,
    [Means("An account matures on {0}")] Matures,
    [Means("Nobody was in touch for {0} days")] NoContact,
    [Means("No contact was ever written down")] NeverContacted,
    [Means("Birthday this month")] Birthday,
    [Means("Suggested: {0}")] Suggested,
    [Means("A time is agreed")] TimeAgreed,
    [Means("Postponed {0} times")] Postponed,
    [Means("High priority")] HighPriority,
    [Means("Urgent")] Urgent,
    [Means("A promise in a case is late since {0}")] CaseLate,
    [Means("A promise in a case is due on {0}")] CaseDue,
    [Means("Tier: {0}")] Tier,
    [Means("Assets: {0}")] Assets,
    [Means("Has an open complaint")] Complaint,
    [Means("Has not moved for long")] Dormant,
    [Means("Has died: close what is open")] Died,
}

/// <summary>One line of the sum.</summary>
/// <param name="Points">Above zero.</param>
/// <param name="Value">What the sentence speaks of: a day, a number of days or times, an amount in home currency, a tier, a suggestion. Null: of nothing.</param>
public sealed record WorklistReason(WorklistReasonKind Kind, int Points, object? Value = null)
{
    public WorklistAspect Aspect => Kind switch
    {
        WorklistReasonKind.TimeAgreed or WorklistReasonKind.Postponed or WorklistReasonKind.HighPriority or WorklistReasonKind.Urgent
            or WorklistReasonKind.CaseLate or WorklistReasonKind.CaseDue => WorklistAspect.Promise,
        WorklistReasonKind.Tier or WorklistReasonKind.Assets => WorklistAspect.Value,
        WorklistReasonKind.Complaint or WorklistReasonKind.Dormant or WorklistReasonKind.NoContact or WorklistReasonKind.NeverContacted => WorklistAspect.Risk,
        _ => WorklistAspect.WhyNow,
    };
}

/// <summary>What is suggested for a customer, as its rule is called.</summary>
public sealed record SuggestedName(string Name, string ChineseName);

using BankCrm.Domain.Common;

namespace BankCrm.Domain.Accounts.Alerts;

public enum AlertRule
{
    [Means("Large amount of cash")] LargeCash,
    [Means("Large transfer")] LargeTransfer,
    [Means("Large cross-border transfer")] LargeCrossBorder,
    [Means("Just below the limit, again and again")] Structuring,
    [Means("Out of proportion to the customer's habit")] Unusual,
    [Means("Moves after a long rest")] DormantThenActive,
    [Means("Contact details changed again and again")] ContactChanges,

    /// <summary>No rule of figures: a colleague of a branch passed on what looked odd.</summary>
    [Means("Hint of a colleague")] Hint,
}

public static class AlertRuleSorts
{
    /// <summary>A limit was reached from which the authority must be told.</summary>
    public static bool IsLarge(this AlertRule rule) => rule is AlertRule.LargeCash or AlertRule.LargeTransfer or AlertRule.LargeCrossBorder;
}

public enum AlertDirection
{
    /// <summary>The rule does not ask for it.</summary>
    [Means("Either direction")] Either,

    [Means("Money in")] In,
    [Means("Money out")] Out,
}

public enum AlertStatus
{
    [Means("Not looked at yet")] Raised,
    [Means("Being looked at")] Acknowledged,
    [Means("Escalated alert")] Escalated,
    [Means("Alert closed")] Closed,
}

/// <summary>Why an alert needs nothing more.</summary>
public enum AlertClosing
{
    [Means("Explained: it fits what we know of the customer")] Explained,
    [Means("Reported to the authority")] Reported,
    [Means("Handed on as a case of suspicion")] HandedOn,
    [Means("False alarm: an error of ours or of the source")] FalseAlarm,
}

/// <summary>What happened to an alert.</summary>
public enum AlertStepKind
{
    [Means("Alert raised")] Raised,
    [Means("Opened again, for more came")] Reopened,
    [Means("Taken in hand")] Acknowledged,
    [Means("Note written")] Noted,
    [Means("Given to a colleague")] Assigned,
    [Means("Escalated to a colleague")] Escalated,
    [Means("Closed with a reason")] Closed,
}

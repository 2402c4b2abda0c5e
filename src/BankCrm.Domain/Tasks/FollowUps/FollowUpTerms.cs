using BankCrm.Domain.Common;

namespace BankCrm.Domain.Tasks.FollowUps;

/// <summary>What is to be done.</summary>
public enum FollowUpKind
{
    [Means("Phone call")] Call,
    [Means("Visit")] Visit,
    [Means("Message to the customer")] Message,
    [Means("Document to collect")] Document,
    [Means("Review")] Review,
    [Means("Something else")] Other,
}

public enum FollowUpPriority
{
    [Means("Low priority")] Low,
    [Means("Normal priority")] Normal,
    [Means("High priority")] High,
    [Means("Urgent")] Urgent,
}

public enum FollowUpStatus
{
    [Means("To do")] Open,
    [Means("Begun")] Started,
    [Means("Waiting for somebody else")] Waiting,
    [Means("Finished follow-up")] Done,
    [Means("Dropped")] Dropped,
}

/// <summary>How a follow-up ended.</summary>
public enum FollowUpOutcome
{
    [Means("Done as planned")] Done,
    [Means("Reached: agreed on something")] Agreed,
    [Means("Reached: not interested")] NotInterested,
    [Means("Reached: wants to think about it")] Undecided,
    [Means("Not reached")] NotReached,
}

/// <summary>How often it comes again.</summary>
public enum FollowUpRepeat
{
    [Means("Every day")] Daily,
    [Means("Every week")] Weekly,
    [Means("Every two weeks")] Fortnightly,
    [Means("Every month")] Monthly,
    [Means("Every three months")] Quarterly,
    [Means("Every year")] Yearly,
}

/// <summary>When one is reminded of it.</summary>
public enum FollowUpReminder
{
    [Means("When it is due; without a time at 8:30 of the day")] AtDue,
    [Means("15 minutes before")] QuarterBefore,
    [Means("1 hour before")] HourBefore,
    [Means("1 day before")] DayBefore,
    [Means("No reminder")] None,
}

/// <summary>What happened to a follow-up.</summary>
public enum FollowUpStepKind
{
    [Means("Planned")] Planned,
    [Means("Changed the plan")] Changed,
    [Means("Began")] Started,
    [Means("Waits")] Waiting,
    [Means("Put back among what is to do")] PutBack,
    [Means("Postponed")] Postponed,
    [Means("Took it on")] Claimed,
    [Means("Gave it to a colleague")] Given,
    [Means("Handed it back")] HandedBack,
    [Means("Wrote a comment")] Commented,
    [Means("Completed")] Completed,
    [Means("Dropped it")] Dropped,
    [Means("Opened it again")] Reopened,
    [Means("Put it into a queue")] Queued,
    [Means("Took it out of the queue")] Unqueued,
    [Means("Assigned it by rule")] Dealt,
}

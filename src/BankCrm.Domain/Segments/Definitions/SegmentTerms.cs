using BankCrm.Domain.Common;

namespace BankCrm.Domain.Segments.Definitions;

/// <summary>How the parts of a group are joined.</summary>
public enum SegmentJoin
{
    [Means("all of these")] All,
    [Means("any of these")] Any,
}

/// <summary>What is asked of a field. Which of them a field takes follows from its kind.</summary>
public enum SegmentTest
{
    /// <summary>One of the values will do.</summary>
    [Means("is one of")] IsAnyOf,

    [Means("is none of")] IsNoneOf,

    [Means("has any of")] HasAnyOf,
    [Means("has all of")] HasAllOf,
    [Means("has none of")] HasNoneOf,

    /// <summary>The value itself counts.</summary>
    [Means("is at least")] AtLeast,

    /// <summary>The value itself counts.</summary>
    [Means("is at most")] AtMost,

    /// <summary>Both values count.</summary>
    [Means("is between")] Between,

    /// <summary>Of the days that are over, today included.</summary>
    [Means("lies in the last days")] InLastDays,

    /// <summary>Longer ago, or never.</summary>
    [Means("does not lie in the last days")] NotInLastDays,

    /// <summary>From today on.</summary>
    [Means("lies in the next days")] InNextDays,

    /// <summary>Both days count.</summary>
    [Means("lies between days")] BetweenDays,

    [Means("is so")] Yes,
    [Means("is not so")] No,

    /// <summary>Nothing is on record.</summary>
    [Means("is not known")] IsUnknown,
}

/// <summary>Who finds a segment in the list. Whom it holds they see as far as they see these customers anyway.</summary>
public enum SegmentReach
{
    [Means("Only for me")] Own,
    [Means("For my branch")] Branch,
    [Means("For the whole bank")] Bank,
}

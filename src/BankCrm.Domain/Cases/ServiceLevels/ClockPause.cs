using BankCrm.Domain.Common;

namespace BankCrm.Domain.Cases.ServiceLevels;

/// <summary>For what a clock may stand still. What we are slow with ourselves is no reason.</summary>
public enum PauseReason
{
    [Means("The customer has to answer or bring something")] CustomerHasToAct,
    [Means("An authority or court has to decide")] AuthorityHasToDecide,
    [Means("Another bank or institution has to answer")] OthersHaveToAnswer,
    [Means("The customer asked to wait")] CustomerAskedToWait,
}

/// <summary>A time in which a clock stood still.</summary>
[Class(DataClass.C1)]
public sealed class ClockPause
{
    private ClockPause() { } // EF Core

    internal ClockPause(DateTimeOffset from, PauseReason reason, string note, Guid by) => (From, Reason, Note, By) = (from, reason, note, by);

    public DateTimeOffset From { get; private init; }

    /// <summary>Null: it stands still.</summary>
    public DateTimeOffset? Until { get; private set; }

    public PauseReason Reason { get; private init; }

    /// <summary>What exactly is waited for.</summary>
    public string Note { get; private init; } = "";

    public Guid By { get; private init; }

    internal void End(DateTimeOffset at) => Until = at;
}

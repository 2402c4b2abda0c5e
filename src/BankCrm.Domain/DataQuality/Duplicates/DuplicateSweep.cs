using BankCrm.Domain.Common;

namespace BankCrm.Domain.DataQuality.Duplicates;

public enum SweepState
{
    [Means("Waiting")] Waiting,
    [Means("Running")] Running,
    [Means("Being stopped")] Stopping,
    [Means("Done")] Done,
    [Means("Stopped")] Stopped,
    [Means("Failed")] Failed,
}

/// <summary>One comparison of all customers with each other. How far it is stands in <see cref="SweepProgress"/>.</summary>
[Class(DataClass.C1)]
public sealed class DuplicateSweep : Entity
{
    private DuplicateSweep() { } // EF Core

    public SweepState State { get; private set; }

    /// <summary>Null: the system itself.</summary>
    public Guid? AskedBy { get; private init; }

    public DateTimeOffset AskedAt { get; private init; }

    public DateTimeOffset? FinishedAt { get; private set; }

    public bool IsAtWork => State is SweepState.Waiting or SweepState.Running or SweepState.Stopping;

    public static DuplicateSweep Ask(Guid id, Guid? by, DateTimeOffset now) => new() { Id = id, AskedBy = by, AskedAt = now };

    public void Stop()
    {
        Refuse.If(State is not (SweepState.Waiting or SweepState.Running), "This search has ended already.");
        State = SweepState.Stopping;
    }

    public void End(bool failed, DateTimeOffset now) =>
        (State, FinishedAt) = (failed ? SweepState.Failed : State is SweepState.Stopping ? SweepState.Stopped : SweepState.Done, now);
}

/// <summary>The counts of a sweep, written as it goes, and which process is at it.</summary>
[Class(DataClass.C1)]
public sealed class SweepProgress
{
    private SweepProgress() { } // EF Core

    public Guid SweepId { get; private init; }

    /// <summary>Customers to be read, once for each pass.</summary>
    public int Customers { get; private init; }

    public int Read { get; private init; }

    /// <summary>Pairs that meet under a common key. 0 until that is known.</summary>
    public int Pairs { get; private init; }

    public int Compared { get; private init; }

    /// <summary>Pairs that are likely of one customer.</summary>
    public int Found { get; private init; }

    public string? LeasedBy { get; private init; }

    /// <summary>Beyond this moment another process may begin it anew.</summary>
    public DateTimeOffset? LeasedUntil { get; private init; }

    public static SweepProgress Of(DuplicateSweep sweep) => new() { SweepId = sweep.Id };
}

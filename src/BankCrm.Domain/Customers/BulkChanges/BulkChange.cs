using BankCrm.Domain.Common;

namespace BankCrm.Domain.Customers.BulkChanges;

public enum BulkKind
{
    [Means("Give to a colleague")] Assign,
    [Means("Add a tag")] AddTag,
    [Means("Remove a tag")] RemoveTag,
}

public enum BulkState
{
    [Means("Waiting")] Waiting,
    [Means("Under way")] Running,
    [Means("Being stopped")] Stopping,
    [Means("Done")] Done,
    [Means("Stopped")] Stopped,
    [Means("Failed")] Failed,
    [Means("Being undone")] Undoing,
    [Means("Taken back")] Undone,
}

/// <summary>
/// One change of many customers at once: those of a frozen selection, and nobody else. What became of each is a <see cref="BulkRow"/>; how far
/// it is stands in <see cref="BulkProgress"/>.
/// </summary>
[Class(DataClass.C1)]
public sealed class BulkChange : Entity
{
    public const int FailureMaxLength = 200;

    private BulkChange() { } // EF Core

    public Guid SelectionId { get; private init; }
    public BulkKind Kind { get; private init; }

    /// <summary>To whom they are given. Null: to nobody, or another kind of change.</summary>
    public Guid? OwnerId { get; private init; }

    /// <summary>Where that colleague works: only customers of this branch are given to them.</summary>
    public Guid? OwnerBranchId { get; private init; }

    /// <summary>The tag that is added or removed.</summary>
    public string? Tag { get; private init; }

    public Guid AskedBy { get; private init; }
    public DateTimeOffset AskedAt { get; private init; }

    /// <summary>By what they were selected, in words.</summary>
    public string Words { get; private init; } = "";

    public int Count { get; private init; }
    public BulkState State { get; private set; }

    /// <summary>When it was done, stopped or undone.</summary>
    public DateTimeOffset? FinishedAt { get; private set; }

    /// <summary>Null: nothing went wrong.</summary>
    public string? Failure { get; private set; }

    public bool IsAtWork => State is BulkState.Waiting or BulkState.Running or BulkState.Stopping or BulkState.Undoing;

    public bool CanBeUndone => State is BulkState.Done or BulkState.Stopped or BulkState.Failed;

    public static BulkChange Ask(
        Guid id, Selections.CustomerSelection selection, BulkKind kind, Guid? ownerId, Guid? ownerBranchId, string? tag, DateTimeOffset now) => new()
        {
            Id = id,
            SelectionId = selection.Id,
            Kind = kind,
            OwnerId = ownerId,
            OwnerBranchId = ownerBranchId,
            Tag = tag,
            AskedBy = selection.ChosenBy,
            AskedAt = now,
            Words = selection.Words,
            Count = selection.Count,
        };

    /// <summary>A process has taken it.</summary>
    public void Start() => State = State is BulkState.Waiting ? BulkState.Running : State;

    public void Stop()
    {
        Refuse.If(State is not (BulkState.Waiting or BulkState.Running), "This change has ended already.");
        State = BulkState.Stopping;
    }

    public void Undo()
    {
        Refuse.If(!CanBeUndone, "This change cannot be undone now.");
        State = BulkState.Undoing;
    }

    /// <param name="failure">Null: it came to its end, or was stopped.</param>
    public void End(string? failure, DateTimeOffset now)
    {
        Refuse.If(!IsAtWork, "This change has ended already.");
        State = failure is not null ? BulkState.Failed
            : State switch
            {
                BulkState.Stopping => BulkState.Stopped,
                BulkState.Undoing => BulkState.Undone,
                _ => BulkState.Done,
            };
        Failure = failure;
        FinishedAt = now;
    }
}

/// <summary>How far a change is, and which process is at it.</summary>
[Class(DataClass.C1)]
public sealed class BulkProgress
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    private BulkProgress() { } // EF Core

    public Guid ChangeId { get; private init; }

    /// <summary>The part of the selection that comes next.</summary>
    public int NextPart { get; private set; }

    /// <summary>Customers looked at so far; in an undo, those gone back to.</summary>
    public int Done { get; private set; }

    public string? LeasedBy { get; private set; }

    /// <summary>Beyond this moment whoever holds it is taken for dead.</summary>
    public DateTimeOffset? LeasedUntil { get; private set; }

    public uint Version { get; private set; }

    public static BulkProgress Of(BulkChange change) => new() { ChangeId = change.Id };

    public bool IsFree(DateTimeOffset now) => LeasedUntil is null || LeasedUntil < now;

    public void Take(string worker, DateTimeOffset now) => (LeasedBy, LeasedUntil) = (worker, now + Lease);

    /// <summary>Another part is done, and the process still alive.</summary>
    public void Advance(int nextPart, int customers, DateTimeOffset now)
    {
        NextPart = nextPart;
        Done += customers;
        LeasedUntil = now + Lease;
    }

    public void BeginUndo() => Done = 0;

    public void Release() => (LeasedBy, LeasedUntil) = (null, null);
}

using BankCrm.Domain.Common;

namespace BankCrm.Domain.Platform.Messages;

/// <summary>Why a message contradicts what the bank has.</summary>
public enum ConflictReason
{
    [Means("The number was used for another message")] SameSequence,
    [Means("The same moment says something else")] SameMoment,
    [Means("The record was told otherwise before")] SameRecord,
}

public enum ConflictStatus
{
    [Means("To be decided")] Open,
    [Means("Ours was kept")] KeptOurs,
    [Means("Theirs was taken")] TookTheirs,
}

/// <summary>A message of another system that was not applied because it contradicts one that was. Somebody decides.</summary>
[Class(DataClass.C1)]
public sealed class MessageConflict : Entity, IBranchScoped
{
    public const int SourceMaxLength = 20;
    public const int StreamMaxLength = 40;
    public const int NoteMaxLength = 500;
    public const string TheirsColumn = "message_conflicts.theirs";

    private MessageConflict() { } // EF Core

    /// <summary>Of the record; all zeros where no branch is known, and only who sees all branches sees it.</summary>
    public Guid BranchId { get; private init; }

    public string Source { get; private init; } = "";
    public string Stream { get; private init; } = "";
    public long Sequence { get; private init; }
    public ConflictReason Reason { get; private init; }

    /// <summary>Of their message.</summary>
    public Guid Digest { get; private init; }

    /// <summary>The record it speaks of. Null: it is not known.</summary>
    public Guid? RecordId { get; private init; }

    /// <summary>The message, as JSON.</summary>
    [Class(DataClass.C2)]
    public Sealed Theirs { get; private init; } = null!;

    public DateTimeOffset ReceivedAt { get; private init; }
    public ConflictStatus Status { get; private set; } = ConflictStatus.Open;
    public DateTimeOffset? DecidedAt { get; private set; }
    public Guid? DecidedBy { get; private set; }

    /// <summary>Why it was decided so.</summary>
    public string Note { get; private set; } = "";

    public static MessageConflict Of(Guid id, MessageAt at, ConflictReason reason, Guid digest, Guid? recordId, Guid branchId, Sealed theirs, DateTimeOffset now) => new()
    {
        Id = id,
        Source = at.Source,
        Stream = at.Stream,
        Sequence = at.Sequence,
        Reason = reason,
        Digest = digest,
        RecordId = recordId,
        BranchId = branchId,
        Theirs = theirs,
        ReceivedAt = now,
    };

    public void KeepOurs(string note, Guid byStaffId, DateTimeOffset now) => Decide(ConflictStatus.KeptOurs, note, byStaffId, now);

    public void TakeTheirs(string note, Guid byStaffId, DateTimeOffset now) => Decide(ConflictStatus.TookTheirs, note, byStaffId, now);

    private void Decide(ConflictStatus status, string note, Guid byStaffId, DateTimeOffset now)
    {
        Refuse.If(Status is not ConflictStatus.Open, "Somebody has decided this already.");
        (Status, Note, DecidedBy, DecidedAt) = (status, note, byStaffId, now);
    }
}

/// <summary>The place of a message.</summary>
public sealed record MessageAt(string Source, string Stream, long Sequence);

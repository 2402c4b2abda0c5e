using BankCrm.Domain.Common;

namespace BankCrm.Domain.Platform.Outbox;

/// <summary>What happened to a message. Never changed.</summary>
[Class(DataClass.C1)]
public sealed class OutgoingStep
{
    public const int NoteMaxLength = 200;

    private OutgoingStep() { } // EF Core

    public Guid Id { get; private init; }
    public Guid MessageId { get; private init; }
    public OutgoingStepKind Kind { get; private init; }
    public OutgoingReason? Reason { get; private init; }

    /// <summary>Why somebody discarded it, or the number with which the other side answered. Nothing about whom it is for.</summary>
    public string Note { get; private init; } = "";

    /// <summary>Null: the system.</summary>
    public Guid? By { get; private init; }

    public DateTimeOffset At { get; private init; }

    internal static OutgoingStep Of(Guid messageId, OutgoingStepKind kind, OutgoingReason? reason, string note, Guid? by, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        MessageId = messageId,
        Kind = kind,
        Reason = reason,
        Note = note.Length <= NoteMaxLength ? note : note[..NoteMaxLength],
        By = by,
        At = now,
    };
}

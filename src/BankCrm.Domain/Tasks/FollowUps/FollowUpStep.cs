using BankCrm.Domain.Common;

namespace BankCrm.Domain.Tasks.FollowUps;

/// <summary>What happened to a follow-up. Never changed.</summary>
[Class(DataClass.C1)]
public sealed class FollowUpStep : Entity, IBranchScoped
{
    public const int TextMaxLength = 2000;
    public const string TextColumn = "follow_up_steps.text";

    private FollowUpStep() { } // EF Core

    public Guid FollowUpId { get; private init; }
    public Guid BranchId { get; private set; }
    public FollowUpStepKind Kind { get; private init; }
    public DateTimeOffset At { get; private init; }

    /// <summary>Null: the system.</summary>
    public Guid? By { get; private init; }

    /// <summary>Who it was given to. Null: the step gives it to nobody.</summary>
    public Guid? To { get; private init; }

    /// <summary>The queue into which or out of which it went. Null: none.</summary>
    public Guid? QueueId { get; private init; }

    /// <summary>The colleague for whom <see cref="By"/> stood in. Null: nobody.</summary>
    public Guid? OnBehalfOf { get; private init; }

    /// <summary>When it has to be done since this step. Null: the step changes nothing about it.</summary>
    public DateTimeOffset? DueAt { get; private init; }

    /// <summary>What was written. Null: nothing.</summary>
    [Class(DataClass.C2)]
    public Sealed? Text { get; private init; }

    internal static FollowUpStep Of(
        FollowUp followUp, FollowUpStepKind kind, Guid? by, DateTimeOffset now, FollowUpWords? words, Guid? to, DateTimeOffset? dueAt, Guid? queueId, Guid? onBehalfOf) => new()
        {
            Id = words?.StepId ?? Guid.CreateVersion7(now),
            FollowUpId = followUp.Id,
            BranchId = followUp.BranchId,
            Kind = kind,
            At = now,
            By = by,
            To = to,
            DueAt = dueAt,
            QueueId = queueId,
            OnBehalfOf = onBehalfOf,
            Text = words?.Text,
        };
}

/// <summary>What was written about a follow-up, sealed for the step it becomes.</summary>
public sealed record FollowUpWords(Guid StepId, Sealed Text);

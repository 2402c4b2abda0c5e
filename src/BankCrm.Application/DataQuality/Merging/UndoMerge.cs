using BankCrm.Application.Common;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Domain.Common;
using BankCrm.Domain.DataQuality.Merging;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.DataQuality.Merging;

/// <summary>They were two customers after all: both records are as they were, apart from what was changed since.</summary>
[Allow(MergePermissions.Approve)]
[StepUp(StepUpPurpose.Merges)]
public sealed record UndoMerge
{
    public Guid MergeId { get; init; }
    public uint Version { get; init; }
    public string Reason { get; init => field = value ?? ""; } = "";
}

internal sealed class UndoMergeValidator : AbstractValidator<UndoMerge>
{
    public UndoMergeValidator()
    {
        RuleFor(m => m.Reason).NotEmpty();
        RuleFor(m => m.Reason).Custom(MergeReason.Check);
    }
}

internal sealed class UndoMergeHandler(CrmDb db, CurrentUser user, ICustomerMover mover, IAuditTrail audit, TimeProvider clock) : ICommandHandler<UndoMerge>
{
    public async Task HandleAsync(UndoMerge command, CancellationToken ct)
    {
        var merge = await db.ForChangeAsync<Merge>(command.MergeId, command.Version, ct);
        var (survivor, loser) = await MergePair.OfAsync(db, user, merge.SurvivorId, merge.LoserId, ct);
        merge.Undo(command.Reason, user.Person, clock.GetUtcNow());

        // What a later merge has moved on is not where this one left it.
        var hasLater = await db.Merges.AnyAsync(
            m => m.Status == MergeStatus.Done && m.DecidedAt > merge.DecidedAt && (m.SurvivorId == survivor.Id || m.LoserId == survivor.Id), ct);
        Refuse.If(hasLater || survivor.MergedIntoId is not null, "The customer was merged once more after this. Undo the later merge first.");

        var restored = await mover.RestoreAsync(merge, ct);
        audit.Record(MergeRecords.Undone(merge, survivor, loser.Number, restored));
        audit.Record(MergeRecords.Undone(merge, loser, survivor.Number, restored));
    }
}

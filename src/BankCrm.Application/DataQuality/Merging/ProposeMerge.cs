using BankCrm.Application.Common;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Domain.Common;
using BankCrm.Domain.DataQuality.Merging;
using BankCrm.Domain.Platform.AuditTrail;
using FluentValidation;
using FluentValidation.Results;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.DataQuality.Merging;

/// <summary>Says that two records are of one customer, and what of each is right. A colleague decides.</summary>
[Allow(MergePermissions.Propose)]
public sealed record ProposeMerge
{
    /// <summary>Carried by the form, so that a double click proposes once.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid SurvivorId { get; init; }
    public uint SurvivorVersion { get; init; }
    public Guid LoserId { get; init; }
    public uint LoserVersion { get; init; }

    /// <summary>The fields whose value comes from the record that does not survive.</summary>
    public IReadOnlyList<MergeField> FromLoser { get; init; } = [];

    public string Reason { get; init => field = value ?? ""; } = "";
}

internal sealed class ProposeMergeValidator : AbstractValidator<ProposeMerge>
{
    public ProposeMergeValidator()
    {
        RuleFor(m => m.Id).NotEmpty();
        RuleForEach(m => m.FromLoser).IsInEnum();
        RuleFor(m => m.Reason).NotEmpty();
        RuleFor(m => m.Reason).Custom(MergeReason.Check);
    }
}

internal static class MergeReason
{
    /// <summary>What a colleague writes about a merge, or about their decision.</summary>
    public static void Check<T>(string reason, ValidationContext<T> context)
    {
        if (CleanText.Check(reason, Merge.ReasonMaxLength, manyLines: true) is { } fault)
        {
            context.AddFailure(new ValidationFailure(context.PropertyPath, fault.Sentence) { CustomState = fault.Args });
        }
    }
}

internal sealed class ProposeMergeHandler(CrmDb db, CurrentUser user, IAuditTrail audit, TimeProvider clock) : ICommandHandler<ProposeMerge>
{
    public async Task HandleAsync(ProposeMerge command, CancellationToken ct)
    {
        var pair = await MergePair.OfAsync(db, user, command.SurvivorId, command.LoserId, ct);
        pair.DemandPropose(user);
        var (survivor, loser) = pair;
        Refuse.If(survivor.MergedIntoId is not null || loser.MergedIntoId is not null, "One of the two records is merged into another one already.");
        if (survivor.Version != command.SurvivorVersion || loser.Version != command.LoserVersion)
        {
            throw new ConflictException();
        }

        var now = clock.GetUtcNow();
        Guid[] both = [survivor.Id, loser.Id];
        var open = await db.Merges.AsTracking()
            .Where(m => m.Status == MergeStatus.Proposed && (both.Contains(m.SurvivorId) || both.Contains(m.LoserId)))
            .ToListAsync(ct);
        open.ForEach(m => m.Lapse(user.Person, now));

        var merge = Merge.Propose(command.Id, survivor, loser, command.FromLoser, command.Reason, user.Person, now);
        db.Add(merge);
        foreach (var customer in both)
        {
            audit.Record(new(AuditEvents.Proposed)
            {
                ObjectType = nameof(Merge),
                ObjectId = merge.Id,
                CustomerRef = customer,
                BranchId = merge.BranchId,
                ReasonText = merge.Reason,
            });
        }
    }
}

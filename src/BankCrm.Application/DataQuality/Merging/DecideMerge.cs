using BankCrm.Application.Common;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Domain.DataQuality.Merging;
using FluentValidation;

namespace BankCrm.Application.DataQuality.Merging;

/// <summary>The second pair of eyes does not agree.</summary>
[Allow(MergePermissions.Approve)]
public sealed record TurnDownMerge
{
    public Guid MergeId { get; init; }
    public uint Version { get; init; }
    public string Reason { get; init => field = value ?? ""; } = "";
}

/// <summary>Who proposed it takes it back.</summary>
[Allow(MergePermissions.Propose)]
public sealed record WithdrawMerge(Guid MergeId, uint Version);

internal sealed class TurnDownMergeValidator : AbstractValidator<TurnDownMerge>
{
    public TurnDownMergeValidator()
    {
        RuleFor(m => m.Reason).NotEmpty();
        RuleFor(m => m.Reason).Custom(MergeReason.Check);
    }
}

internal sealed class WithdrawMergeValidator : AbstractValidator<WithdrawMerge>
{
    public WithdrawMergeValidator() => RuleFor(m => m.MergeId).NotEmpty();
}

internal sealed class TurnDownMergeHandler(CrmDb db, CurrentUser user, IAuditTrail audit, TimeProvider clock) : ICommandHandler<TurnDownMerge>
{
    public async Task HandleAsync(TurnDownMerge command, CancellationToken ct)
    {
        var merge = await db.ForChangeAsync<Merge>(command.MergeId, command.Version, ct);
        await MergePair.OfAsync(db, user, merge.SurvivorId, merge.LoserId, ct);
        merge.TurnDown(command.Reason, user.Person, clock.GetUtcNow());
        audit.Record(MergeRecords.Decided(merge));
    }
}

internal sealed class WithdrawMergeHandler(CrmDb db, CurrentUser user, IAuditTrail audit, TimeProvider clock) : ICommandHandler<WithdrawMerge>
{
    public async Task HandleAsync(WithdrawMerge command, CancellationToken ct)
    {
        var merge = await db.ForChangeAsync<Merge>(command.MergeId, command.Version, ct);
        merge.Withdraw(user.Person, clock.GetUtcNow());
        audit.Record(MergeRecords.Decided(merge));
    }
}

using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.DataQuality.Merging;
using BankCrm.Domain.Platform.AuditTrail;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.DataQuality.Merging;

/// <summary>One merge: what was proposed, what became of it, what the user may do with it.</summary>
[Allow(MergePermissions.Propose, MergePermissions.Approve)]
public sealed record GetMerge(Guid Id) : IRecorded<MergeShown>
{
    public AuditRecord Record(MergeShown result) => MergeSide.Viewed(result.Records.Survivor);
}

/// <param name="Records">Both as they are now.</param>
/// <param name="Rows">What the merge, or undoing it, has done. Empty while it waits.</param>
public sealed record MergeShown(
    Guid Id, uint Version, MergeStatus Status, bool HasExpired, IReadOnlyList<MergeField> FromLoser, string Reason, string Answer,
    MergeStep Proposed, MergeStep? Decided, MergeStep? Undone, MergePreview Records, IReadOnlyList<MovedRows> Rows, MergeRights May);

/// <param name="Who">Null: a colleague who is not known here.</param>
public sealed record MergeStep(string? Who, DateTimeOffset At);

/// <param name="IsStale">One of the records has changed since the proposal: it can no longer be approved.</param>
public sealed record MergeRights(bool Decide, bool Withdraw, bool Undo, bool IsStale);

internal sealed class GetMergeHandler(
    CrmDb db, CurrentUser user, CustomerCiphers ciphers, StaffNames staff, ICustomerMover mover, IAuditTrail audit, TimeProvider clock) : IQueryHandler<GetMerge, MergeShown>
{
    public async Task<MergeShown> HandleAsync(GetMerge query, CancellationToken ct)
    {
        var merge = await db.Merges.SingleOrDefaultAsync(m => m.Id == query.Id, ct) ?? throw new NotFoundException();
        var pair = await MergePair.OfAsync(db, user, merge.SurvivorId, merge.LoserId, ct);
        var records = await MergeReading.ReadAsync(db, pair, ciphers, staff, mover, ct);
        await audit.WriteAsync(MergeSide.Viewed(records.Loser), ct);
        var names = await staff.OfAsync(db, new[] { merge.ProposedBy, merge.DecidedBy, merge.UndoneBy }.OfType<Guid>(), ct);
        return new(
            merge.Id, merge.Version, merge.Status, merge.HasExpired(clock.GetUtcNow()), merge.FromLoser, merge.Reason, merge.Answer,
            new(names.GetValueOrDefault(merge.ProposedBy), merge.ProposedAt), Step(merge.DecidedBy, merge.DecidedAt), Step(merge.UndoneBy, merge.UndoneAt),
            records, await RowsAsync(merge, ct), RightsOf(merge, pair));

        MergeStep? Step(Guid? who, DateTimeOffset? at) => who is { } id && at is { } moment ? new(names.GetValueOrDefault(id), moment) : null;
    }

    private async Task<IReadOnlyList<MovedRows>> RowsAsync(Merge merge, CancellationToken ct) =>
        merge.Status is not (MergeStatus.Done or MergeStatus.Undone) ? [] : await db.MergeImages
            .Where(i => i.MergeId == merge.Id && i.TableName != "name_keys")
            .GroupBy(i => new { i.TableName, i.Fate })
            .OrderBy(g => g.Key.TableName).ThenBy(g => g.Key.Fate)
            .Select(g => new MovedRows(g.Key.TableName, g.Key.Fate, g.Count()))
            .ToListAsync(ct);

    private MergeRights RightsOf(Merge merge, MergePair pair)
    {
        var (isOpen, isMine, mayApprove) = (merge.Status is MergeStatus.Proposed, merge.ProposedBy == user.StaffId, user.May(MergePermissions.Approve));
        return new(
            Decide: isOpen && !isMine && mayApprove, Withdraw: isOpen && isMine, Undo: merge.Status is MergeStatus.Done && mayApprove,
            IsStale: isOpen && !merge.Fits(pair.Survivor, pair.Loser));
    }
}

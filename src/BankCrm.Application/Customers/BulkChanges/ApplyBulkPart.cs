using BankCrm.Application.Common;
using BankCrm.Application.Customers.Selections;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.BulkChanges;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Customers.BulkChanges;

/// <summary>
/// Changes the customers of one part. The job sends it in the name of whoever asked: what they changed, what became of each, and how far it is
/// are one transaction, so that whatever ends the process, each customer was changed once or not at all. Each has an audit entry of their own.
/// </summary>
[Allow(CustomerPermissions.Bulk)]
public sealed record ApplyBulkPart(Guid ChangeId, int Part, string Worker);

internal sealed class ApplyBulkPartValidator : AbstractValidator<ApplyBulkPart>;

internal sealed class ApplyBulkPartHandler(CrmDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<ApplyBulkPart>
{
    public async Task HandleAsync(ApplyBulkPart command, CancellationToken ct)
    {
        var (change, progress) = await BulkWork.AtAsync(db, command.ChangeId, command.Worker, BulkState.Running, ct);
        var wish = BulkWish.Of(change);
        var part = await db.PartsOfSelection(change.SelectionId).SingleOrDefaultAsync(p => p.Part == command.Part, ct);
        if (part is not null) // else of a branch that they do not work for any more
        {
            var ids = part.CustomerIds;
            var customers = await db.Customers.AsTracking().Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, ct);
            for (var i = 0; i < ids.Length; i++)
            {
                var customer = customers.GetValueOrDefault(ids[i]);
                var fate = BulkRule.FateOf(customer is null ? null : BulkTarget.Of(customer), part.Versions[i], wish, user);
                db.Add(BulkRow.Of(change.Id, ids[i], part.BranchId, fate, customer?.OwnerId));
                if (fate is BulkFate.Changed)
                {
                    BulkRule.Apply(customer!, wish);
                }
            }
        }

        progress.Advance(command.Part + 1, part?.CustomerIds.Length ?? 0, clock.GetUtcNow());
    }
}

/// <summary>Puts back some of what a change did, as <see cref="ApplyBulkPart"/> did it.</summary>
[Allow(CustomerPermissions.Bulk)]
public sealed record UndoBulkPart(Guid ChangeId, string Worker);

internal sealed class UndoBulkPartValidator : AbstractValidator<UndoBulkPart>;

internal sealed class UndoBulkPartHandler(CrmDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<UndoBulkPart>
{
    private const int Some = 500;

    public async Task HandleAsync(UndoBulkPart command, CancellationToken ct)
    {
        var (change, progress) = await BulkWork.AtAsync(db, command.ChangeId, command.Worker, BulkState.Undoing, ct);
        var wish = BulkWish.Of(change);
        var rows = await db.BulkRows.AsTracking().Where(r => r.ChangeId == change.Id && r.Fate == BulkFate.Changed)
            .OrderBy(r => r.CustomerId).Take(Some).ToListAsync(ct);
        var ids = rows.Select(r => r.CustomerId).ToList();
        var customers = await db.Customers.AsTracking().Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, ct);
        foreach (var row in rows)
        {
            var customer = customers.GetValueOrDefault(row.CustomerId);
            row.Undone(customer is not null && user.MayOpen(customer.IsProtected) && BulkRule.PutBack(customer, wish, row.OwnerBefore));
        }

        progress.Advance(progress.NextPart, rows.Count, clock.GetUtcNow());
    }
}

internal static class BulkWork
{
    /// <exception cref="RefusedException">The change is not, or no longer, this worker's to go on with.</exception>
    public static async Task<(BulkChange Change, BulkProgress Progress)> AtAsync(
        CrmDb db, Guid changeId, string worker, BulkState state, CancellationToken ct)
    {
        var change = await db.BulkChanges.SingleOrDefaultAsync(c => c.Id == changeId, ct) ?? throw new NotFoundException();
        var progress = await db.BulkProgress.AsTracking().SingleAsync(p => p.ChangeId == changeId, ct);
        Refuse.If(progress.LeasedBy != worker || change.State != state, "This change has ended already.");
        return (change, progress);
    }
}

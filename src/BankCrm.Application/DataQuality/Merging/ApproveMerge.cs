using BankCrm.Application.Common;
using BankCrm.Application.Customers.Changes;
using BankCrm.Application.Customers.Registration;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.DataQuality.Merging;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Domain.Platform.Encryption;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.DataQuality.Merging;

/// <summary>The second pair of eyes agrees: the merge is done.</summary>
[Allow(MergePermissions.Approve)]
[StepUp(StepUpPurpose.Merges)]
public sealed record ApproveMerge(Guid MergeId, uint Version);

internal sealed class ApproveMergeValidator : AbstractValidator<ApproveMerge>
{
    public ApproveMergeValidator() => RuleFor(m => m.MergeId).NotEmpty();
}

internal sealed class ApproveMergeHandler(
    CrmDb db, CurrentUser user, CustomerCiphers ciphers, IBlindIndex index, NameReader names, ICustomerMover mover, IAuditTrail audit, TimeProvider clock)
    : ICommandHandler<ApproveMerge>
{
    public async Task HandleAsync(ApproveMerge command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var merge = await db.ForChangeAsync<Merge>(command.MergeId, command.Version, ct);
        var seen = await MergePair.OfAsync(db, user, merge.SurvivorId, merge.LoserId, ct);
        merge.Approve(user.Person, now);
        if (!merge.Fits(seen.Survivor, seen.Loser))
        {
            throw new ConflictException(); // what was proposed is not what would be merged now
        }

        await mover.KeepAsync(merge, ct);
        var survivor = await db.ForChangeAsync<Customer>(merge.SurvivorId, seen.Survivor.Version, ct);
        var loser = await db.ForChangeAsync<Customer>(merge.LoserId, seen.Loser.Version, ct);
        var safe = new CustomerSafe(await ciphers.OfAsync(survivor.Id, ct), index);
        new MergedRecord(survivor, safe, loser, await ciphers.OfAsync(loser.Id, ct), merge.FromLoser).Write(names, Branch.DayAt(now));
        loser.MergeInto(survivor);
        await StandBackAsync(survivor, loser, ct);
        await RenewedKeys.RenewAsync(db, survivor.Id, names.Keys(survivor), ct);
        await RenewedKeys.RenewAsync(db, loser.Id, [], ct);

        var moved = await mover.MoveAsync(merge, ct);
        audit.Record(MergeRecords.Decided(merge));
        audit.Record(MergeRecords.Merged(merge, survivor, loser.Number, moved));
        audit.Record(MergeRecords.Merged(merge, loser, survivor.Number, moved));
    }

    // A customer has one main address, and of each kind one number to use first: those of the record that survives.
    private async Task StandBackAsync(Customer survivor, Customer loser, CancellationToken ct)
    {
        var taken = await db.ContactPoints.Where(p => p.CustomerId == survivor.Id && p.IsPreferred).Select(p => p.Kind).ToListAsync(ct);
        var points = await db.ContactPoints.AsTracking().Where(p => p.CustomerId == loser.Id && p.IsPreferred && taken.Contains(p.Kind)).ToListAsync(ct);
        points.ForEach(p => p.Prefer(false));
        if (await db.Addresses.AnyAsync(a => a.CustomerId == survivor.Id && a.IsMain, ct))
        {
            (await db.Addresses.AsTracking().Where(a => a.CustomerId == loser.Id && a.IsMain).ToListAsync(ct)).ForEach(a => a.StandBack());
        }
    }
}

/// <summary>What the audit trail keeps of a merge.</summary>
internal static class MergeRecords
{
    public static AuditRecord Decided(Merge merge) => new(AuditEvents.Decided)
    {
        ObjectType = nameof(Merge),
        ObjectId = merge.Id,
        CustomerRef = merge.SurvivorId,
        BranchId = merge.BranchId,
        ReasonCode = merge.Status.ToString(),
        ReasonText = merge.Answer.Length > 0 ? merge.Answer : null,
    };

    public static AuditRecord Merged(Merge merge, Customer customer, string otherNumber, IReadOnlyList<MovedRows> moved) =>
        About(AuditEvents.CustomersMerged, merge, customer, [("OtherRecord", null, otherNumber), ("FromLoser", null, merge.FieldsFromLoser), .. Counts(moved)]);

    public static AuditRecord Undone(Merge merge, Customer customer, string otherNumber, IReadOnlyList<MovedRows> restored) =>
        About(AuditEvents.MergeUndone, merge, customer, [("OtherRecord", otherNumber, null), .. Counts(restored)]);

    private static AuditRecord About(string happened, Merge merge, Customer customer, IEnumerable<(string, object?, object?)> changes) => new(happened)
    {
        ObjectType = nameof(Merge),
        ObjectId = merge.Id,
        CustomerRef = customer.Id,
        BranchId = customer.BranchId,
        ReasonText = merge.Status is MergeStatus.Undone ? merge.Answer : merge.Reason,
        Changes = AuditChanges.Of(changes),
    };

    private static IEnumerable<(string, object?, object?)> Counts(IEnumerable<MovedRows> rows) =>
        rows.Select(r => ($"{r.Fate}/{r.Table}", (object?)null, (object?)r.Rows));
}

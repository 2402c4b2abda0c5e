using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.DataQuality.Merging;
using BankCrm.Domain.Platform.AuditTrail;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.DataQuality.Merging;

/// <summary>Two records side by side, and what would move from the second to the first.</summary>
[Allow(MergePermissions.Propose)]
public sealed record GetMergePreview(Guid SurvivorId, Guid LoserId) : IRecorded<MergePreview>
{
    public AuditRecord Record(MergePreview result) => MergeSide.Viewed(result.Survivor);
}

/// <param name="Tags">Of both, as they will stand.</param>
/// <param name="OpenId">A proposal about one of them that waits already. Null: none.</param>
public sealed record MergePreview(
    MergeSide Survivor, MergeSide Loser, IReadOnlyList<ComparedField> Fields, IReadOnlyList<string> Tags, IReadOnlyList<MovedRows> Moves, Guid? OpenId);

/// <summary>One of the two records.</summary>
public sealed record MergeSide(Guid Id, uint Version, string Number, string Name, Guid BranchId, string Branch, DateOnly RegisteredOn)
{
    internal static AuditRecord Viewed(MergeSide side) =>
        new(AuditEvents.CustomerViewed) { ObjectType = nameof(Customer), ObjectId = side.Id, CustomerRef = side.Id, BranchId = side.BranchId };
}

internal sealed class GetMergePreviewHandler(
    CrmDb db, CurrentUser user, CustomerCiphers ciphers, StaffNames staff, ICustomerMover mover, IAuditTrail audit, TimeProvider clock) : IQueryHandler<GetMergePreview, MergePreview>
{
    public async Task<MergePreview> HandleAsync(GetMergePreview query, CancellationToken ct)
    {
        var pair = await MergePair.OfAsync(db, user, query.SurvivorId, query.LoserId, ct);
        pair.DemandPropose(user);
        if (query.SurvivorId == query.LoserId || pair.Survivor.MergedIntoId is not null || pair.Loser.MergedIntoId is not null)
        {
            throw new NotFoundException();
        }

        var preview = await MergeReading.ReadAsync(db, pair, ciphers, staff, mover, ct);
        await audit.WriteAsync(MergeSide.Viewed(preview.Loser), ct);
        Guid[] both = [query.SurvivorId, query.LoserId];
        var open = await db.Merges
            .Where(m => m.Status == MergeStatus.Proposed && (both.Contains(m.SurvivorId) || both.Contains(m.LoserId)))
            .ToListAsync(ct);
        return preview with { OpenId = open.Find(m => !m.HasExpired(clock.GetUtcNow()))?.Id };
    }
}

/// <summary>Reads two records to compare them.</summary>
internal static class MergeReading
{
    public static async Task<MergePreview> ReadAsync(
        CrmDb db, MergePair pair, CustomerCiphers ciphers, StaffNames staff, ICustomerMover mover, CancellationToken ct)
    {
        var (survivor, loser) = pair;
        var branches = await db.Branches.Where(b => b.Id == survivor.BranchId || b.Id == loser.BranchId).ToDictionaryAsync(b => b.Id, b => b.Name, ct);
        var owners = await staff.OfAsync(db, new[] { survivor.OwnerId, loser.OwnerId }.OfType<Guid>(), ct);
        var fields = MergeComparison.Of(pair, await ciphers.OfAsync(survivor.Id, ct), await ciphers.OfAsync(loser.Id, ct), owners);
        return new(
            Side(survivor), Side(loser), fields, [.. survivor.Tags.Concat(loser.Tags).Distinct().Take(Customer.MaxTags)],
            await mover.CountAsync(loser.Id, ct), OpenId: null);

        MergeSide Side(Customer c) => new(c.Id, c.Version, c.Number, c.Name, c.BranchId, branches.GetValueOrDefault(c.BranchId, ""), c.RegisteredOn);
    }
}

/// <summary>The record with this number, to be compared with the customer's. Null: there is none that the user may see.</summary>
[Allow(MergePermissions.Propose)]
public sealed record FindMergePartner(Guid CustomerId, string Number) : IRecorded<MergePartner>
{
    public AuditRecord? Record(MergePartner result) =>
        result.OtherId is { } found ? new(AuditEvents.Searched) { ReasonCode = "merge", CustomerRef = found } : null;
}

/// <param name="Name">Of the customer to be merged.</param>
/// <param name="OtherId">Null: no number was given, or there is no such record.</param>
public sealed record MergePartner(string Name, Guid? OtherId);

internal sealed class FindMergePartnerHandler(CrmDb db, CurrentUser user) : IQueryHandler<FindMergePartner, MergePartner>
{
    public async Task<MergePartner> HandleAsync(FindMergePartner query, CancellationToken ct)
    {
        var customer = await db.CustomerAsync(query.CustomerId, ct);
        if (!user.MayOpen(customer.IsProtected))
        {
            throw new ForbiddenException(CustomerPermissions.ReadProtected);
        }

        var number = HalfWidth.Of(query.Number).Trim().ToUpperInvariant();
        return new(customer.Name, number.Length == 0 ? null
            : await db.Customers.Where(c => c.Number == number && c.Id != customer.Id).Select(c => (Guid?)c.Id).SingleOrDefaultAsync(ct));
    }
}

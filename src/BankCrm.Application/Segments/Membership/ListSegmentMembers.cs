using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Application.Segments.Definitions;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Segments.Definitions;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Segments.Membership;

/// <summary>Who is in a segment, or in what one is asking for.</summary>
/// <param name="SnapshotId">Who was in it then. Null: who is in it now.</param>
/// <param name="Asks">What one is asking for at the moment. Null: the segment.</param>
[Allow(SegmentPermissions.Members)]
public sealed record ListSegmentMembers(Guid? SegmentId, Guid? SnapshotId = null, SegmentGroup? Asks = null, int Size = 50, string? After = null);

/// <param name="Assets">In home currency. Null: nothing is held.</param>
public sealed record SegmentMemberRow(
    Guid Id, string Number, string Name, CustomerTier Tier, LifeCycleStage Stage, string Branch, string? Owner, decimal? Assets, DateTimeOffset? LastContactAt)
{
    public bool HasDied { get; init; }
}

internal sealed class ListSegmentMembersHandler(CrmDb db, CurrentUser user, SegmentCompiler compiler, SegmentChecks checks, StaffNames staff, ISegmentEngine engine)
    : IQueryHandler<ListSegmentMembers, Page<SegmentMemberRow>>
{
    public async Task<Page<SegmentMemberRow>> HandleAsync(ListSegmentMembers query, CancellationToken ct)
    {
        var asks = await AsksAsync(query, ct);
        Domain.Common.Refuse.If(checks.Check(asks));
        await engine.AllowLargeAsync(user.SeesAllBranches, ct);
        var rows = await compiler.OfAsync(db, user, asks, ct);
        if (query.SnapshotId is { } snapshot)
        {
            rows = rows.Where(r => db.SegmentMembers.Any(m => m.SnapshotId == snapshot && m.CustomerId == r.Customer.Id));
        }

        if (Cursor.TryRead<Guid>(query.After, out var last))
        {
            rows = rows.Where(r => r.Customer.Id < last);
        }

        var found = await rows.OrderByDescending(r => r.Customer.Id).Take(query.Size + 1)
            .Join(db.Branches, r => r.Customer.BranchId, b => b.Id, (r, b) => new
            {
                r.Customer.Id,
                r.Customer.Number,
                r.Customer.Name,
                r.Customer.Tier,
                r.Customer.Stage,
                HasDied = r.Customer.DiedOn != null,
                Branch = b.Name,
                r.Customer.OwnerId,
                Assets = (decimal?)r.Totals!.Assets,
                LastContactAt = (DateTimeOffset?)r.Contact!.At,
            })
            .OrderByDescending(r => r.Id)
            .ToListAsync(ct);
        var names = await staff.OfAsync(db, found.Select(r => r.OwnerId).OfType<Guid>(), ct);
        var shown = found.Take(query.Size)
            .Select(r => new SegmentMemberRow(r.Id, r.Number, r.Name, r.Tier, r.Stage, r.Branch, r.OwnerId is { } owner ? names.GetValueOrDefault(owner) : null, r.Assets, r.LastContactAt) { HasDied = r.HasDied }).ToList();
        return new(shown, found.Count > query.Size ? Cursor.Write(shown[^1].Id) : null);
    }

    private async Task<SegmentGroup> AsksAsync(ListSegmentMembers query, CancellationToken ct)
    {
        if (query.Asks is { } asked)
        {
            return asked.WithoutEmptyGroups();
        }

        var definition = await db.Asked(db.SegmentsSeenBy(user).Where(s => s.Id == query.SegmentId)).Select(s => s.Definition).SingleOrDefaultAsync(ct) ?? throw new NotFoundException();
        return query.SnapshotId is { } snapshot
            ? await db.SegmentSnapshots.AnyAsync(s => s.Id == snapshot && s.SegmentId == query.SegmentId, ct) ? SegmentGroup.Everybody : throw new NotFoundException()
            : SegmentDefinition.Read(definition);
    }
}

using BankCrm.Application.Common;
using BankCrm.Domain.Customers.BulkChanges;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Customers.BulkChanges;

/// <summary>How a change of many stands, and what became of those it did not change.</summary>
[Allow(CustomerPermissions.Bulk)]
public sealed record GetBulkChange(Guid Id);

/// <param name="Owner">To whom they are given. Null: to nobody, or another kind.</param>
/// <param name="Left">The first of those that were not changed, or not put back.</param>
public sealed record BulkChangeShown(
    Guid Id, BulkKind Kind, string? Owner, string? Tag, string Words, int Count, BulkState State, DateTimeOffset AskedAt, DateTimeOffset? FinishedAt,
    string? Failure, int Done, bool IsAtWork, bool CanBeUndone, IReadOnlyDictionary<BulkFate, int> Fates, IReadOnlyList<BulkRowShown> Left);

/// <param name="Name">Null: the record is protected, or not there any more.</param>
public sealed record BulkRowShown(Guid CustomerId, string? Name, string? Number, BulkFate Fate);

internal sealed class GetBulkChangeHandler(CrmDb db, CurrentUser user) : IQueryHandler<GetBulkChange, BulkChangeShown>
{
    private const int MostShown = 200;
    private static readonly BulkFate[] AsWished = [BulkFate.Changed, BulkFate.Same, BulkFate.PutBack];

    public async Task<BulkChangeShown> HandleAsync(GetBulkChange query, CancellationToken ct)
    {
        var change = await db.BulkChanges.SingleOrDefaultAsync(c => c.Id == query.Id && c.AskedBy == user.StaffId, ct) ?? throw new NotFoundException();
        var done = await db.BulkProgress.Where(p => p.ChangeId == change.Id).Select(p => p.Done).SingleAsync(ct);
        var owner = await db.Staff.Where(s => s.Id == change.OwnerId).Select(s => s.Name).SingleOrDefaultAsync(ct);
        var fates = await db.BulkRows.Where(r => r.ChangeId == change.Id).GroupBy(r => r.Fate)
            .Select(f => new { f.Key, Count = f.Count() }).ToDictionaryAsync(f => f.Key, f => f.Count, ct);
        var seesProtected = user.May(CustomerPermissions.ReadProtected);
        var left = await db.BulkRows.Where(r => r.ChangeId == change.Id && !AsWished.Contains(r.Fate)).OrderBy(r => r.CustomerId).Take(MostShown)
            .LeftJoin(db.Customers, r => r.CustomerId, c => c.Id, (r, c) => new BulkRowShown(
                r.CustomerId, c!.IsProtected && !seesProtected ? null : c.Name, c.Number, r.Fate))
            .ToListAsync(ct);
        return new(
            change.Id, change.Kind, owner, change.Tag, change.Words, change.Count, change.State, change.AskedAt, change.FinishedAt, change.Failure, done,
            change.IsAtWork, change.CanBeUndone, fates, left);
    }
}

/// <summary>The last changes of many that the user asked for.</summary>
[Allow(CustomerPermissions.Bulk)]
public sealed record ListBulkChanges;

public sealed record BulkChangeRow(Guid Id, BulkKind Kind, string? Owner, string? Tag, int Count, BulkState State, DateTimeOffset AskedAt);

internal sealed class ListBulkChangesHandler(CrmDb db, CurrentUser user) : IQueryHandler<ListBulkChanges, IReadOnlyList<BulkChangeRow>>
{
    private const int Most = 50;

    public async Task<IReadOnlyList<BulkChangeRow>> HandleAsync(ListBulkChanges query, CancellationToken ct) =>
        await db.BulkChanges.Where(c => c.AskedBy == user.StaffId).OrderByDescending(c => c.Id).Take(Most)
            .LeftJoin(db.Staff, c => c.OwnerId, s => (Guid?)s.Id, (c, s) => new BulkChangeRow(c.Id, c.Kind, s!.Name, c.Tag, c.Count, c.State, c.AskedAt))
            .ToListAsync(ct);
}

using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Search;
using BankCrm.Domain.DataQuality.Duplicates;
using BankCrm.Domain.Platform.AuditTrail;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.DataQuality.Duplicates;

/// <summary>Pairs of customers that may be one, both of them the user's to see; the surest first.</summary>
/// <param name="OnlySure">Without those of whom there is doubt.</param>
[Allow(DataQualityPermissions.Duplicates)]
public sealed record ListDuplicates(DuplicateState State = default, bool OnlySure = false, string? After = null) : IRecorded<DuplicateList>
{
    public AuditRecord? Record(DuplicateList result) => result.Page.Items.Count == 0 ? null : new(AuditEvents.Searched)
    {
        ReasonCode = "duplicates",
        Changes = AuditChanges.Of([("Count", null, result.Page.Items.Count)]),
    };
}

/// <param name="Count">How many there are; beyond <see cref="ListDuplicatesHandler.CountLimit"/> they are not counted.</param>
public sealed record DuplicateList(Page<DuplicateRow> Page, int Count);

/// <param name="First">Null: the record is protected, and the user may not open it.</param>
/// <param name="DecidedBy">Null: nobody yet.</param>
public sealed record DuplicateRow(
    Guid Id, uint Version, CustomerHit First, CustomerHit Second, short Score, bool IsSure, IReadOnlyList<ResemblanceReason> Reasons, string? DecidedBy,
    DateTimeOffset? DecidedAt, string Remark);

internal sealed class ListDuplicatesHandler(CrmDb db, CurrentUser user, HitReader hits) : IQueryHandler<ListDuplicates, DuplicateList>
{
    public const int CountLimit = 1000;
    private const int Size = 20;

    public async Task<DuplicateList> HandleAsync(ListDuplicates query, CancellationToken ct)
    {
        var pairs = db.DuplicatePairs.Where(p => p.State == query.State && (!query.OnlySure || p.IsSure))
            .Join(db.Customers, p => p.FirstId, c => c.Id, (p, c) => p)
            .Join(db.Customers, p => p.SecondId, c => c.Id, (p, c) => p);
        var count = await pairs.Take(CountLimit + 1).CountAsync(ct);
        if (Cursor.TryRead(query.After, out (short Score, Guid Id) last))
        {
            pairs = pairs.Where(p => p.Score < last.Score || (p.Score == last.Score && p.Id < last.Id));
        }

        var page = await pairs.OrderByDescending(p => p.Score).ThenByDescending(p => p.Id)
            .LeftJoin(db.Staff, p => p.DecidedBy, s => s.Id, (p, s) => new { Pair = p, DecidedBy = s!.Name })
            .ToPageAsync(Size, p => (p.Pair.Score, p.Pair.Id), ct);
        var ids = page.Items.SelectMany(p => new[] { p.Pair.FirstId, p.Pair.SecondId }).Distinct().ToList();
        var people = (await hits.ReadAsync(
                db, [.. ids.Select(id => new Match(id, MatchRank.Exact, "", IsByNumber: true))], user.May(CustomerPermissions.ReadProtected), ids.Count, ct))
            .ToDictionary(h => h.Id);
        return new(
            new(
                [.. page.Items.Select(p => new DuplicateRow(
                    p.Pair.Id, p.Pair.Version, people[p.Pair.FirstId], people[p.Pair.SecondId], p.Pair.Score, p.Pair.IsSure,
                    [.. p.Pair.Reasons.Select(Enum.Parse<ResemblanceReason>)], p.DecidedBy, p.Pair.DecidedAt, p.Pair.Remark))],
                page.Next),
            count);
    }
}

/// <summary>Those of whom a customer may be a double, for the customer's page.</summary>
[Allow(DataQualityPermissions.Duplicates)]
public sealed record ListDuplicatesOf(Guid CustomerId);

/// <param name="Name">Null: the record is protected, and the user may not open it.</param>
public sealed record DoubleOf(Guid CustomerId, string? Name, string Number, string Branch, short Score);

internal sealed class ListDuplicatesOfHandler(CrmDb db, CurrentUser user) : IQueryHandler<ListDuplicatesOf, IReadOnlyList<DoubleOf>>
{
    private const int Most = 5;

    public async Task<IReadOnlyList<DoubleOf>> HandleAsync(ListDuplicatesOf query, CancellationToken ct)
    {
        var seesProtected = user.May(CustomerPermissions.ReadProtected);
        return await db.DuplicatePairs.Where(p => p.FirstId == query.CustomerId && p.State == DuplicateState.Open).Select(p => new { Other = p.SecondId, p.Score })
            .Concat(db.DuplicatePairs.Where(p => p.SecondId == query.CustomerId && p.State == DuplicateState.Open).Select(p => new { Other = p.FirstId, p.Score }))
            .Join(db.Customers, p => p.Other, c => c.Id, (p, c) => new { p.Score, Customer = c })
            .Join(db.Branches, p => p.Customer.BranchId, b => b.Id, (p, b) => new { p.Score, p.Customer, Branch = b.Name })
            .OrderByDescending(d => d.Score).ThenBy(d => d.Customer.Id)
            .Select(d => new DoubleOf(
                d.Customer.Id, d.Customer.IsProtected && !seesProtected ? null : d.Customer.Name, d.Customer.Number, d.Branch, d.Score))
            .Take(Most)
            .ToListAsync(ct);
    }
}

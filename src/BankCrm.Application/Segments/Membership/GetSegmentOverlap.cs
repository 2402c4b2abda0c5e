using System.Linq.Expressions;
using BankCrm.Application.Common;
using BankCrm.Application.Segments.Definitions;
using BankCrm.Application.Segments.Fields;
using BankCrm.Domain.Common;
using BankCrm.Domain.Segments.Definitions;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Segments.Membership;

/// <summary>How two or three segments lie over each other.</summary>
[Allow(SegmentPermissions.Read)]
public sealed record GetSegmentOverlap(IReadOnlyList<Guid> Segments);

public sealed record OverlapSegment(Guid Id, string Name, int? Customers);

/// <param name="In">Whether they are in each of the segments, in their order.</param>
/// <param name="Customers">Null: so few that the user is not told.</param>
public sealed record OverlapPart(IReadOnlyList<bool> In, int? Customers);

/// <param name="Parts">Customers in at least one, those in most segments first.</param>
/// <param name="Least">Fewer are not told, and the others are rounded, each by itself. 0: every number is told.</param>
public sealed record SegmentOverlap(IReadOnlyList<OverlapSegment> Segments, IReadOnlyList<OverlapPart> Parts, int Least);

internal sealed class GetSegmentOverlapHandler(CrmDb db, CurrentUser user, SegmentCompiler compiler, ISegmentEngine engine) : IQueryHandler<GetSegmentOverlap, SegmentOverlap>
{
    private const int Most = 3;

    public async Task<SegmentOverlap> HandleAsync(GetSegmentOverlap query, CancellationToken ct)
    {
        var wanted = query.Segments.Distinct().ToList();
        Refuse.If(wanted.Count is < 2 or > Most, "Choose two or three segments.");
        var found = (await db.Asked(db.SegmentsSeenBy(user).Where(s => wanted.Contains(s.Id))).ToListAsync(ct))
            .OrderBy(s => wanted.IndexOf(s.Id)).ToList();
        if (found.Count < wanted.Count)
        {
            throw new NotFoundException();
        }

        var asks = found.ConvertAll(s => SegmentDefinition.Read(s.Definition));
        var asking = await compiler.AskingAsync(db, user, asks, ct);
        await engine.AllowLargeAsync(user.SeesAllBranches, ct);
        var inEach = asks.ConvertAll(a => SegmentCompiler.Where(a, asking));
        var parts = new Dictionary<int, int>();
        var rows = SegmentCompiler.Of(db.CustomersCountedBy(user), SegmentGroup.Any([.. asks]), asking);
        foreach (var cell in await Cells(rows, inEach).ToListAsync(ct))
        {
            parts[cell.Place] = cell.Customers;
        }

        var places = Enumerable.Range(1, (1 << asks.Count) - 1).Where(parts.ContainsKey).OrderByDescending(p => int.PopCount(p)).ThenBy(p => p);
        return new(
            [.. found.Select((s, i) => new OverlapSegment(s.Id, s.Name, user.Told(parts.Where(p => (p.Key & (1 << i)) != 0).Sum(p => p.Value))))],
            [.. places.Select(p => new OverlapPart([.. asks.Select((_, i) => (p & (1 << i)) != 0)], user.Told(parts[p])))], user.LeastTold);
    }

    // Each segment is one bit of the place.
    private static IQueryable<OverlapCell> Cells(IQueryable<SegmentRow> rows, List<Expression<Func<SegmentRow, bool>>> inEach)
    {
        var place = SegmentExpressions.Bits(inEach);
        return rows.GroupBy(place).Select(g => new OverlapCell { Place = g.Key, Customers = g.Count() });
    }

    private sealed class OverlapCell
    {
        public int Place { get; init; }
        public int Customers { get; init; }
    }
}

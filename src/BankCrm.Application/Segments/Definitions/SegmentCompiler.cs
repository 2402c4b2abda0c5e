using System.Linq.Expressions;
using BankCrm.Application.Common;
using BankCrm.Application.Segments.Fields;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Segments.Definitions;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Segments.Definitions;

/// <summary>Turns what a segment asks for into one query, whose values are parameters.</summary>
[Policy]
internal sealed class SegmentCompiler(SegmentFields fields, TimeProvider clock)
{
    private const int MaxNamed = 60;

    /// <summary>The customers who fit, of those whom the user counts.</summary>
    /// <exception cref="RefusedException">It asks for itself by way of others.</exception>
    public async Task<IQueryable<SegmentRow>> OfAsync(CrmDb db, CurrentUser user, SegmentGroup asks, CancellationToken ct) =>
        Of(db.CustomersCountedBy(user), asks, await AskingAsync(db, user, [asks], ct));

    public static IQueryable<SegmentRow> Of(IQueryable<Customer> customers, SegmentGroup asks, SegmentAsking asking) => SegmentRow.All(asking.Db, customers).Where(Where(asks, asking));

    /// <summary>Reads what conditions need to be known beforehand.</summary>
    public async Task<SegmentAsking> AskingAsync(CrmDb db, CurrentUser user, IReadOnlyList<SegmentGroup> asks, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var segments = await NamedAsync(db, user, asks, ct);
        var conditions = asks.Concat(segments.Values).SelectMany(a => a.Conditions).ToList();
        return new(db, user, now, Branch.DayAt(now))
        {
            Fields = fields,
            Segments = segments,
            BranchesOf = conditions.Exists(c => c.Field == "region") ? await RegionsAsync(db, ct) : new Dictionary<Guid, IReadOnlyList<Guid>>(),
            Scale = conditions.Exists(c => c.Field is "recency" or "frequency" or "monetary") ? await db.RfmScales.OrderByDescending(s => s.CountedOn).FirstOrDefaultAsync(ct) : null,
        };
    }

    public static Expression<Func<SegmentRow, bool>> Where(SegmentGroup group, SegmentAsking asking)
    {
        var parts = group.Parts.Select(p => p switch
        {
            SegmentGroup inner => Where(inner, asking),
            SegmentCondition condition => asking.Fields.Find(condition.Field)?.Where(condition, asking) ?? throw new RefusedException("The condition “{0}” is not known any more. Take it out.", condition.Field),
            _ => SegmentExpressions.True,
        }).ToList();
        var all = parts.Count == 0 ? SegmentExpressions.True
            : parts.Aggregate((one, other) => group.Join is SegmentJoin.All ? one.And(other) : one.Or(other));
        return group.IsNot ? all.Negated() : all;
    }

    // Segments may ask for segments; what stands in the way of an end is refused.
    private static async Task<Dictionary<Guid, SegmentGroup>> NamedAsync(CrmDb db, CurrentUser user, IReadOnlyList<SegmentGroup> asks, CancellationToken ct)
    {
        var known = new Dictionary<Guid, SegmentGroup>();
        var wanted = asks.SelectMany(SegmentNames.In).ToHashSet();
        while (wanted.Count > 0)
        {
            var found = await db.Asked(db.SegmentsSeenBy(user).Where(s => wanted.Contains(s.Id))).ToListAsync(ct);
            foreach (var one in found)
            {
                known[one.Id] = SegmentDefinition.Read(one.Definition);
            }

            Refuse.If(known.Count > MaxNamed, "More than {0} segments stand behind this one. Ask for less.", MaxNamed);
            wanted = [.. found.SelectMany(f => SegmentNames.In(known[f.Id])).Where(id => !known.ContainsKey(id))];
        }

        Refuse.If(asks.Any(a => SegmentNames.ComesBack(a, known)), "A segment cannot ask for itself, not by way of others either.");
        return known;
    }

    private static async Task<IReadOnlyDictionary<Guid, IReadOnlyList<Guid>>> RegionsAsync(CrmDb db, CancellationToken ct)
    {
        var branches = await db.Branches.Where(b => b.Kind == BranchKind.Branch && b.ParentId != null).Select(b => new { b.Id, Region = b.ParentId!.Value }).ToListAsync(ct);
        return branches.GroupBy(b => b.Region).ToDictionary(g => g.Key, g => (IReadOnlyList<Guid>)[.. g.Select(b => b.Id)]);
    }
}

/// <summary>Which segments a definition names.</summary>
internal static class SegmentNames
{
    public static IEnumerable<Guid> In(SegmentGroup group) => group.Conditions.Where(c => c.Field == GroupFields.InSegment).SelectMany(c => c.Values).Select(Guid.Parse);

    /// <summary>Following the names one comes to one a second time on the same way.</summary>
    public static bool ComesBack(SegmentGroup group, IReadOnlyDictionary<Guid, SegmentGroup> known) => Walk(group, known, []);

    private static bool Walk(SegmentGroup group, IReadOnlyDictionary<Guid, SegmentGroup> known, HashSet<Guid> way)
    {
        foreach (var id in In(group))
        {
            if (!way.Add(id) || (known.TryGetValue(id, out var named) && Walk(named, known, way)))
            {
                return true;
            }

            way.Remove(id);
        }

        return false;
    }
}

using BankCrm.Application.Common;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Customers.Relationships;

/// <summary>The relations that hold, for the customer's own page, which has recorded that it was opened.</summary>
[Allow(CustomerPermissions.Read)]
public sealed record GetRelationsAtAGlance(Guid Id);

/// <param name="Household">Null: they live in none.</param>
public sealed record RelationsAtAGlance(Guid CustomerId, IReadOnlyList<RelationShown> Relations, bool HasMore, HouseholdShown? Household);

internal sealed class GetRelationsAtAGlanceHandler(CrmDb db, CurrentUser user, RelationReader reader)
    : IQueryHandler<GetRelationsAtAGlance, RelationsAtAGlance>
{
    private const int Most = 6;

    public async Task<RelationsAtAGlance> HandleAsync(GetRelationsAtAGlance query, CancellationToken ct)
    {
        // Most customers have neither, and to learn that takes far less than to read them.
        var there = await db.Relations.Where(r => r.FromId == query.Id || r.ToId == query.Id).Select(r => true)
            .Concat(db.HouseholdMembers.Where(m => m.CustomerId == query.Id && m.Until == null).Select(m => false))
            .Distinct()
            .ToListAsync(ct);
        var relations = there.Contains(true) ? await reader.ReadAsync(db, user, query.Id, Most, ct) : [];
        var household = there.Contains(false) ? await db.ReadHouseholdAsync(user, query.Id, ct) : null;
        return new(query.Id, [.. relations.Where(r => r.Until is null).Take(Most)], relations.Count > Most, household);
    }
}

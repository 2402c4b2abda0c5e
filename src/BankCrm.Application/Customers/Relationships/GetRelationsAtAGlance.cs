using BankCrm.Application.Common;

namespace BankCrm.Application.Customers.Relationships;

/// <summary>The relations that hold, for the customer's own page, which has recorded that it was opened.</summary>
[Allow(CustomerPermissions.Read)]
public sealed record GetRelationsAtAGlance(Guid Id, bool HasRelations, bool HasHousehold);

/// <param name="Household">Null: they live in none.</param>
public sealed record RelationsAtAGlance(Guid CustomerId, IReadOnlyList<RelationShown> Relations, bool HasMore, HouseholdShown? Household);

internal sealed class GetRelationsAtAGlanceHandler(CrmDb db, CurrentUser user, RelationReader reader, IEnumerable<IHouseholdMoney> money)
    : IQueryHandler<GetRelationsAtAGlance, RelationsAtAGlance>
{
    private const int Most = 6;

    public async Task<RelationsAtAGlance> HandleAsync(GetRelationsAtAGlance query, CancellationToken ct)
    {
        var relations = query.HasRelations ? await reader.ReadAsync(db, user, query.Id, Most, ct) : [];
        var household = query.HasHousehold ? await money.AddToAsync(await db.ReadHouseholdAsync(user, query.Id, ct), db, user, ct) : null;
        return new(query.Id, [.. relations.Where(r => r.Until is null).Take(Most)], relations.Count > Most, household);
    }
}

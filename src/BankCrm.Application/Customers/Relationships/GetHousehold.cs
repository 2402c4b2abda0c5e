using BankCrm.Application.Common;

namespace BankCrm.Application.Customers.Relationships;

/// <summary>The household of a customer, to keep it. Null: they live in none.</summary>
[Allow(CustomerPermissions.Change, CustomerPermissions.ChangeOwn)]
public sealed record GetHousehold(Guid CustomerId);

internal sealed class GetHouseholdHandler(CrmDb db, CurrentUser user) : IQueryHandler<GetHousehold, HouseholdShown?>
{
    public async Task<HouseholdShown?> HandleAsync(GetHousehold query, CancellationToken ct)
    {
        var customer = await db.CustomerToChangeAsync(query.CustomerId, user, ct);
        return await db.ReadHouseholdAsync(user, customer.Id, ct);
    }
}

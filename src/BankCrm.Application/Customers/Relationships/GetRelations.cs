using BankCrm.Application.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Platform.AuditTrail;

namespace BankCrm.Application.Customers.Relationships;

/// <summary>To whom a customer is related, with whom they live, and who may be related to them too.</summary>
[Allow(CustomerPermissions.Read)]
public sealed record GetRelations(Guid Id) : IRecorded<CustomerRelations>
{
    public AuditRecord Record(CustomerRelations relations) => new(AuditEvents.CustomerViewed)
    {
        ObjectType = nameof(Customer),
        ObjectId = Id,
        CustomerRef = Id,
        BranchId = relations.BranchId,
    };
}

/// <param name="HasMore">Some are not listed.</param>
/// <param name="Household">Null: they live in none.</param>
public sealed record CustomerRelations(
    Guid BranchId, string Name, CustomerKind Kind, bool MayChange, IReadOnlyList<RelationShown> Relations, bool HasMore, HouseholdShown? Household,
    IReadOnlyList<SuggestedRelation> Suggestions);

internal sealed class GetRelationsHandler(
    CrmDb db, CurrentUser user, RelationReader reader, IEnumerable<IHouseholdMoney> money, IEnumerable<ISharedAccounts> accounts) : IQueryHandler<GetRelations, CustomerRelations>
{
    private const int Most = 200;

    public async Task<CustomerRelations> HandleAsync(GetRelations query, CancellationToken ct)
    {
        var customer = await db.CustomerAsync(query.Id, ct);
        if (!user.MayOpen(customer.IsProtected))
        {
            throw new ForbiddenException(CustomerPermissions.ReadProtected);
        }

        var mayChange = user.MayChange(customer.OwnerId);
        var relations = await reader.ReadAsync(db, user, customer.Id, Most, ct);
        var household = await money.AddToAsync(await db.ReadHouseholdAsync(user, customer.Id, ct), db, user, ct);
        var suggestions = mayChange ? await db.SuggestRelationsAsync(user, customer.Id, household, accounts, ct) : [];
        return new(
            customer.BranchId, customer.Name, customer.Kind, mayChange, [.. relations.Take(Most)], relations.Count > Most, household, suggestions);
    }
}

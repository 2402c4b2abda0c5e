using BankCrm.Application.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Relationships;

namespace BankCrm.Application.Customers.Relationships;

/// <summary>For the form that relates another customer to this one, or takes them into the household.</summary>
/// <param name="OtherId">Null: not chosen yet.</param>
[Allow(CustomerPermissions.Change, CustomerPermissions.ChangeOwn)]
public sealed record GetRelationForm(Guid CustomerId, Guid? OtherId);

/// <param name="Other">Null: not chosen yet.</param>
/// <param name="Roles">What the other can be to this one.</param>
public sealed record RelationForm(string Customer, ChosenCustomer? Other, IReadOnlyList<RelationRole> Roles);

public sealed record ChosenCustomer(Guid Id, string Name, string Number);

internal sealed class GetRelationFormHandler(CrmDb db, CurrentUser user) : IQueryHandler<GetRelationForm, RelationForm>
{
    public async Task<RelationForm> HandleAsync(GetRelationForm query, CancellationToken ct)
    {
        var customer = await db.CustomerToChangeAsync(query.CustomerId, user, ct);
        if (query.OtherId is not { } otherId)
        {
            return new(customer.Name, null, []);
        }

        var other = await db.OtherCustomerAsync(otherId, user, ct);
        return new(customer.Name, new(other.Id, other.Name, other.Number), [.. Enum.GetValues<RelationRole>().Where(role => Fits(role, customer, other))]);
    }

    private static bool Fits(RelationRole role, Customer customer, Customer other) =>
        (role.IsFirst ? role.Kind.FaultBetween(other.Kind, customer.Kind) : role.Kind.FaultBetween(customer.Kind, other.Kind)) is null;
}

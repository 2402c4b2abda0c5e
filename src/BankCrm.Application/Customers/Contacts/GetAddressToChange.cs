using BankCrm.Application.Common;
using BankCrm.Domain.Customers.Contacts;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Customers.Contacts;

/// <summary>An address for the form that changes it: its city is shown, the rest stays hidden.</summary>
[Allow(CustomerPermissions.Change, CustomerPermissions.ChangeOwn)]
public sealed record GetAddressToChange(Guid CustomerId, Guid? AddressId);

/// <param name="Version">0 where a new one is added.</param>
public sealed record AddressToChange(Guid CustomerId, string Customer, uint Version, AddressKind Kind, string City, bool IsMain);

internal sealed class GetAddressToChangeHandler(CrmDb db, CurrentUser user) : IQueryHandler<GetAddressToChange, AddressToChange>
{
    public async Task<AddressToChange> HandleAsync(GetAddressToChange query, CancellationToken ct)
    {
        var customer = await db.CustomerToChangeAsync(query.CustomerId, user, ct);
        if (query.AddressId is not { } id)
        {
            return new(customer.Id, customer.Name, 0, default, "", IsMain: false);
        }

        return await db.Addresses.Where(a => a.Id == id && a.CustomerId == customer.Id)
            .Select(a => new AddressToChange(customer.Id, customer.Name, a.Version, a.Kind, a.City, a.IsMain))
            .SingleOrDefaultAsync(ct) ?? throw new NotFoundException();
    }
}

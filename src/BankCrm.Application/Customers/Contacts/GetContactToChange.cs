using BankCrm.Application.Common;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Customers.Contacts;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Customers.Contacts;

/// <summary>A contact point for the form that changes it: masked, for one need not see a number to type the right one.</summary>
[Allow(CustomerPermissions.Change, CustomerPermissions.ChangeOwn)]
public sealed record GetContactToChange(Guid CustomerId, Guid PointId);

public sealed record ContactToChange(
    Guid CustomerId, string Customer, uint Version, ContactKind Kind, string Masked, bool IsPreferred, DateOnly? EndedOn);

internal sealed class GetContactToChangeHandler(CrmDb db, CurrentUser user, CustomerCiphers ciphers) : IQueryHandler<GetContactToChange, ContactToChange>
{
    public async Task<ContactToChange> HandleAsync(GetContactToChange query, CancellationToken ct)
    {
        var customer = await db.CustomerToChangeAsync(query.CustomerId, user, ct);
        var point = await db.ContactPoints.SingleOrDefaultAsync(p => p.Id == query.PointId && p.CustomerId == customer.Id, ct)
            ?? throw new NotFoundException();
        var cipher = await ciphers.OfAsync(customer.Id, ct);
        var masked = ContactValue.Masked(point.Kind, cipher.Open(ContactPoint.ValueColumn, point.Id, point.Value));
        return new(customer.Id, customer.Name, point.Version, point.Kind, masked, point.IsPreferred, point.EndedOn);
    }
}

using BankCrm.Application.Common;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Customers.Contacts;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Customers.List;

/// <summary>The telephone to use first of each customer on a page. They print themselves masked.</summary>
[Policy]
internal sealed class RowPhones(ICustomerVault vault)
{
    public async Task<IReadOnlyDictionary<Guid, PhoneNumber>> OfAsync(CrmDb db, IReadOnlyList<Guid> customers, CancellationToken ct)
    {
        var points = await db.ContactPoints
            .Where(p => customers.Contains(p.CustomerId) && p.EndedOn == null && (p.Kind == ContactKind.Mobile || p.Kind == ContactKind.Landline))
            .Join(db.CustomerKeys, p => p.CustomerId, k => k.CustomerId, (p, k) => new { p.Id, p.CustomerId, p.Kind, p.IsPreferred, p.Value, k.Wrapped })
            .ToListAsync(ct);
        return points
            .OrderBy(p => p.Kind).ThenByDescending(p => p.IsPreferred).ThenBy(p => p.Id)
            .DistinctBy(p => p.CustomerId)
            .ToDictionary(
                p => p.CustomerId, p => PhoneNumber.FromStored(vault.Open(p.CustomerId, p.Wrapped).Open(ContactPoint.ValueColumn, p.Id, p.Value)));
    }
}

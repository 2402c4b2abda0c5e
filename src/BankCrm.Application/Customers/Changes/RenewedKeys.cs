using BankCrm.Application.Common;
using BankCrm.Domain.Customers.Search;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Customers.Changes;

/// <summary>By what a customer is found after their name has changed.</summary>
internal static class RenewedKeys
{
    /// <param name="wanted">None: they are found by no name any more.</param>
    public static async Task RenewAsync(CrmDb db, Guid customerId, IReadOnlyList<CustomerNameKey> wanted, CancellationToken ct)
    {
        var old = await db.NameKeys.AsTracking().Where(k => k.CustomerId == customerId).ToListAsync(ct);
        db.NameKeys.RemoveRange(old.Where(o => wanted.All(w => w.Key != o.Key)));
        db.NameKeys.AddRange(wanted.Where(w => old.All(o => o.Key != w.Key)));
    }
}

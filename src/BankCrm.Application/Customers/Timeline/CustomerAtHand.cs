using BankCrm.Application.Common;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Customers.Timeline;

/// <summary>The customer a page below their own is about, open to the user.</summary>
/// <param name="Wrapped">Their key; null: they were erased.</param>
internal sealed record CustomerAtHand(Guid Id, Guid BranchId, string Name, string Number, byte[]? Wrapped)
{
    /// <exception cref="NotFoundException">There is none, or it is another branch's.</exception>
    /// <exception cref="ForbiddenException">The record is protected.</exception>
    public static async Task<CustomerAtHand> OfAsync(CrmDb db, CurrentUser user, Guid id, CancellationToken ct)
    {
        var found = await db.Customers
            .Where(c => c.Id == id)
            .LeftJoin(db.CustomerKeys, c => c.Id, k => k.CustomerId, (c, k) => new { c.Id, c.BranchId, c.Name, c.Number, c.IsProtected, k!.Wrapped })
            .SingleOrDefaultAsync(ct) ?? throw new NotFoundException();
        if (found.IsProtected)
        {
            user.Demand(CustomerPermissions.ReadProtected);
        }

        return new(found.Id, found.BranchId, found.Name, found.Number, found.Wrapped);
    }
}

using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Domain.Customers;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.DataQuality.Merging;

/// <summary>The two records of a merge, both of the user's branches and open to them.</summary>
internal sealed record MergePair(Customer Survivor, Customer Loser)
{
    /// <exception cref="NotFoundException">One of them is not there, or is another branch's.</exception>
    /// <exception cref="ForbiddenException">One of them is protected.</exception>
    public static async Task<MergePair> OfAsync(CrmDb db, CurrentUser user, Guid survivorId, Guid loserId, CancellationToken ct)
    {
        var found = await db.CustomersWithMerged.Where(c => c.Id == survivorId || c.Id == loserId).ToListAsync(ct);
        var pair = new MergePair(
            found.Find(c => c.Id == survivorId) ?? throw new NotFoundException(),
            found.Find(c => c.Id == loserId) ?? throw new NotFoundException());
        if (!found.TrueForAll(c => user.MayOpen(c.IsProtected)))
        {
            throw new ForbiddenException(CustomerPermissions.ReadProtected);
        }

        return pair;
    }

    /// <summary>A relationship manager proposes for their own customers: one record at least is theirs, and neither is a colleague's.</summary>
    /// <exception cref="ForbiddenException">They may not propose for these.</exception>
    public void DemandPropose(CurrentUser user)
    {
        user.Demand(MergePermissions.Propose);
        Guid?[] owners = [Survivor.OwnerId, Loser.OwnerId];
        var isOwn = user.StaffId is { } me && owners.Contains(me) && owners.All(o => o is null || o == me);
        if (!isOwn && !user.May(CustomerPermissions.Change))
        {
            throw new ForbiddenException(CustomerPermissions.Change);
        }
    }
}

using BankCrm.Application.Common;
using BankCrm.Application.Customers.Attachments;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tasks.FollowUps;

/// <summary>What one needs for a follow-up about a customer. One about nobody has no key to keep documents under.</summary>
[Policy]
internal sealed class FollowUpDocumentPlace : IDocumentPlace
{
    public string Key => "tasks";

    public string Permission => FollowUpRights.SeeAny;

    public string PathOf(Guid recordId) => $"/tasks/{recordId}";

    public async Task<PlaceFound?> FindAsync(CrmDb db, CurrentUser user, Guid recordId, CancellationToken ct) =>
        await db.FollowUps.SeenBy(user).Where(f => f.Id == recordId && f.CustomerId != null)
            .Select(f => new { CustomerId = f.CustomerId!.Value, f.OwnerId, f.PlannedBy }).SingleOrDefaultAsync(ct) is { } found
            ? new(found.CustomerId, user.MayChange(found.OwnerId, found.PlannedBy))
            : null;
}

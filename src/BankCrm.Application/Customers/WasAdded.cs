using BankCrm.Application.Common;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Customers;

/// <summary>Whether the user has added this part of a record already: their form came twice.</summary>
[Allow(CustomerPermissions.Change, CustomerPermissions.ChangeOwn, CustomerPermissions.ChangeIdentity)]
public sealed record WasAdded(Guid Id);

internal sealed class WasAddedHandler(CrmDb db, CurrentUser user) : IQueryHandler<WasAdded, bool>
{
    public async Task<bool> HandleAsync(WasAdded query, CancellationToken ct) =>
        await db.ContactPoints.AnyAsync(p => p.Id == query.Id && p.ChangedBy == user.StaffId, ct)
        || await db.Addresses.AnyAsync(a => a.Id == query.Id && a.ChangedBy == user.StaffId, ct)
        || await db.IdentityDocuments.AnyAsync(d => d.Id == query.Id && d.ChangedBy == user.StaffId, ct)
        || await db.Consents.AnyAsync(c => c.Id == query.Id && c.ChangedBy == user.StaffId, ct)
        || await db.AttachmentVersions.AnyAsync(v => v.Id == query.Id && v.ChangedBy == user.StaffId, ct)
        || await db.Notes.AnyAsync(n => n.Id == query.Id && n.ChangedBy == user.StaffId, ct)
        || await db.Relations.AnyAsync(r => r.Id == query.Id && r.ChangedBy == user.StaffId, ct)
        || await db.Households.AnyAsync(h => h.Id == query.Id && h.ChangedBy == user.StaffId, ct);
}

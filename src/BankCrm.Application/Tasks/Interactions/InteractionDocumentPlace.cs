using BankCrm.Application.Common;
using BankCrm.Application.Customers.Attachments;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tasks.Interactions;

/// <summary>What was handed over or received when somebody met a customer. Of one that was withdrawn the documents stay to be read.</summary>
[Policy]
internal sealed class InteractionDocumentPlace : IDocumentPlace
{
    public string Key => "interactions";

    public string Permission => InteractionPermissions.Read;

    public string PathOf(Guid recordId) => $"/interactions/{recordId}";

    public async Task<PlaceFound?> FindAsync(CrmDb db, CurrentUser user, Guid recordId, CancellationToken ct) =>
        await db.Interactions.Where(i => i.Id == recordId).Select(i => new { i.CustomerId, IsWithdrawn = i.WithdrawnAt != null }).SingleOrDefaultAsync(ct) is { } found
            ? new(found.CustomerId, !found.IsWithdrawn && user.May(InteractionPermissions.Log))
            : null;
}

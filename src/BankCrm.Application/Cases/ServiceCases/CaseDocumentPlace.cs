using BankCrm.Application.Common;
using BankCrm.Application.Customers.Attachments;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Cases.ServiceCases;

/// <summary>Documents of a case: whom a complaint is about finds them nowhere.</summary>
[Policy]
internal sealed class CaseDocumentPlace : IDocumentPlace
{
    public string Key => "cases";

    public string Permission => CaseRights.SeeAny;

    public string PathOf(Guid recordId) => $"/cases/{recordId}";

    public async Task<PlaceFound?> FindAsync(CrmDb db, CurrentUser user, Guid recordId, CancellationToken ct) =>
        await db.CasesSeenBy(user).Where(c => c.Id == recordId).Select(c => (Guid?)c.CustomerId).SingleOrDefaultAsync(ct) is { } customer
            ? new(customer, user.May(CasePermissions.Work))
            : null;
}

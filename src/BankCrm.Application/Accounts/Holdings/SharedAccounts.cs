using BankCrm.Application.Common;
using BankCrm.Application.Customers.Relationships;
using BankCrm.Domain.Accounts;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Accounts.Holdings;

/// <summary>Who owns an account together, or lets another one sign for it, knows them well; a guarantor may be anybody.</summary>
[Policy]
internal sealed class SharedAccounts : ISharedAccounts
{
    public string Permission => AccountRights.ReadAnyOrOwn;

    public async Task<IReadOnlyList<Guid>> WithAsync(CrmDb db, CurrentUser user, Guid customerId, int most, CancellationToken ct)
    {
        var own = db.HoldingsSeenBy(user, customerId).Where(h => h.Role != HolderRole.Guarantor).Select(h => h.AccountId);
        return await db.AccountHolders
            .Where(h => own.Contains(h.AccountId) && h.CustomerId != customerId && h.Role != HolderRole.Guarantor)
            .Where(h => db.Accounts.Any(a => a.Id == h.AccountId && a.Status != AccountStatus.Closed))
            .Select(h => h.CustomerId).Distinct().Take(most).ToListAsync(ct);
    }
}

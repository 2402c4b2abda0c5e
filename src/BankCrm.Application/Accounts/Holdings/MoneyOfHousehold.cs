using BankCrm.Application.Common;
using BankCrm.Application.Customers.Relationships;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Accounts.Holdings;

/// <summary>The totals of a household's members whose accounts the colleague may see.</summary>
[Policy]
internal sealed class MoneyOfHousehold : IHouseholdMoney
{
    public string Permission => AccountRights.ReadAnyOrOwn;

    public async Task<HouseholdMoney> OfAsync(CrmDb db, CurrentUser user, IReadOnlyList<Guid> members, CancellationToken ct)
    {
        var seen = await db.Customers.Where(c => members.Contains(c.Id))
            .WithAccountsSeenBy(user)
            .LeftJoin(db.CustomerTotals, c => c.Id, t => t.CustomerId, (c, t) => new
            {
                Assets = (decimal?)t!.Assets ?? 0,
                Liabilities = (decimal?)t.Liabilities ?? 0,
                WithoutRate = (int?)t.WithoutRate ?? 0,
            })
            .ToListAsync(ct);
        return new(seen.Sum(t => t.Assets), seen.Sum(t => t.Liabilities), members.Count - seen.Count, seen.Sum(t => t.WithoutRate));
    }
}

using BankCrm.Application.Common;
using BankCrm.Application.Customers.Search;
using BankCrm.Domain.Customers.Search;
using BankCrm.Domain.Platform.Encryption;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Accounts;

/// <summary>Whose an account is. A card's number is one too.</summary>
[Policy]
internal sealed class CustomersByAccount(IBlindIndex index) : ICustomersByNumber
{
    public bool Knows(SearchKind kind) => kind is SearchKind.AccountNumber or SearchKind.Iban;

    public async Task<IReadOnlyList<Guid>> IdsAsync(CrmDb db, string number, CancellationToken ct)
    {
        var lookup = index.OfAccount(number);
        var held = await db.Accounts.Where(a => a.NumberLookup == lookup)
            .Join(db.AccountHolders, a => a.Id, h => h.AccountId, (a, h) => new { h.CustomerId, h.Role })
            .ToListAsync(ct);
        return [.. held.OrderBy(h => h.Role).Select(h => h.CustomerId).Distinct()];
    }
}

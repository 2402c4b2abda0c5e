using BankCrm.Application.Common;
using BankCrm.Application.Customers.Search;
using BankCrm.Domain.Customers.Search;
using BankCrm.Domain.Platform.Encryption;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Accounts;

/// <summary>Whose an account is, or the account that a card is on.</summary>
[Policy]
internal sealed class CustomersByAccount(IBlindIndex index) : ICustomersByNumber
{
    public bool Knows(SearchKind kind) => kind is SearchKind.AccountNumber or SearchKind.Iban or SearchKind.BankCard;

    public async Task<IReadOnlyList<Guid>> IdsAsync(CrmDb db, string number, CancellationToken ct)
    {
        var (account, card) = (index.OfAccount(number), index.OfCard(number));
        var held = await db.Accounts.Where(a => a.NumberLookup == account).Select(a => a.Id)
            .Concat(db.Cards.Where(c => c.NumberLookup == card).Select(c => c.AccountId))
            .Join(db.AccountHolders, id => id, h => h.AccountId, (id, h) => new { h.CustomerId, h.Role })
            .ToListAsync(ct);
        return [.. held.OrderBy(h => h.Role).Select(h => h.CustomerId).Distinct()];
    }
}

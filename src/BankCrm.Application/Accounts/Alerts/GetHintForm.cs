using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Accounts;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Accounts.Alerts;

/// <summary>Of whom a hint may be passed on, and their accounts.</summary>
[Allow(AlertPermissions.Hint)]
public sealed record GetHintForm(Guid CustomerId);

public sealed record HintAccount(Guid Id, AccountKind Kind, AccountNumber Number);

/// <param name="Accounts">Those the colleague may see.</param>
public sealed record HintForm(string Name, IReadOnlyList<HintAccount> Accounts);

internal sealed class GetHintFormHandler(CrmDb db, CurrentUser user, IColumnCipher cipher) : IQueryHandler<GetHintForm, HintForm>
{
    private const int Most = 100;

    public async Task<HintForm> HandleAsync(GetHintForm query, CancellationToken ct)
    {
        var name = await db.DemandOpenCustomerAsync(user, query.CustomerId, ct);
        var accounts = !user.May(AccountRights.ReadAnyOrOwn) ? [] : await db.HoldingsSeenBy(user, query.CustomerId)
            .Join(db.Accounts, h => h.AccountId, a => a.Id, (h, a) => new { a.Id, a.Kind, a.Number })
            .OrderBy(a => a.Kind).ThenByDescending(a => a.Id).Take(Most).ToListAsync(ct);
        return new(name, [.. accounts.Select(a => new HintAccount(a.Id, a.Kind, cipher.OpenAccount(a.Id, a.Number)))]);
    }
}

internal static class HintCustomers
{
    /// <returns>Their name.</returns>
    /// <exception cref="NotFoundException">The colleague sees no such customer.</exception>
    /// <exception cref="ForbiddenException">The record is protected.</exception>
    public static async Task<string> DemandOpenCustomerAsync(this CrmDb db, CurrentUser user, Guid id, CancellationToken ct)
    {
        var customer = await db.Customers.Where(c => c.Id == id).Select(c => new { c.Name, c.IsProtected }).SingleOrDefaultAsync(ct) ?? throw new NotFoundException();
        return user.MayOpen(customer.IsProtected) ? customer.Name : throw new ForbiddenException(CustomerPermissions.ReadProtected);
    }
}

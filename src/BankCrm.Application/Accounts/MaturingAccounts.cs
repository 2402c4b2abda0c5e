using BankCrm.Application.Common;
using BankCrm.Domain.Accounts;
using BankCrm.Domain.Customers;

namespace BankCrm.Application.Accounts;

/// <summary>An account and when it ends. Set by its properties, for the database orders and counts by them.</summary>
internal sealed class MaturingAccount
{
    /// <summary>Whose it is.</summary>
    public Guid CustomerId { get; init; }

    public Guid Id { get; init; }

    public DateOnly On { get; init; }
}

internal static class MaturingAccounts
{
    /// <summary>What these customers own that ends in a span of days, both counted. Whose accounts one may see is the asker's matter.</summary>
    public static IQueryable<MaturingAccount> MaturingBetween(this IQueryable<Customer> customers, CrmDb db, DateOnly from, DateOnly until) => customers
        .Join(db.AccountHolders.Where(h => h.Role == HolderRole.Owner), c => c.Id, h => h.CustomerId, (c, h) => h)
        .Join(db.Accounts, h => h.AccountId, a => a.Id, (h, a) => new { h.CustomerId, Account = a })
        .Where(a => a.Account.Status != AccountStatus.Closed && a.Account.MaturesOn >= from && a.Account.MaturesOn <= until)
        .Select(a => new MaturingAccount { CustomerId = a.CustomerId, Id = a.Account.Id, On = a.Account.MaturesOn!.Value });
}

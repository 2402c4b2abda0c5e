using BankCrm.Application.Common;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Accounts;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Platform.Encryption;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Accounts.List;

/// <summary>The accounts of those one serves, the newest first; each once, under its owner.</summary>
/// <param name="Number">The whole number: nothing else is found by it.</param>
/// <param name="MaturesWithin">Days from today.</param>
[Allow(AccountPermissions.Read, AccountPermissions.ReadOwn)]
public sealed record ListAccounts(
    string? Number = null, AccountKind? Kind = null, AccountStatus? Status = null, string? Currency = null, int? MaturesWithin = null, string? After = null);

/// <param name="Customer">The owner's name.</param>
public sealed record AccountRow(
    Guid Id, AccountNumber Number, AccountKind Kind, AccountStatus Status, string Currency, decimal Balance, DateOnly? LastMovementOn, DateOnly? MaturesOn,
    Guid CustomerId, string Customer);

internal sealed class ListAccountsHandler(CrmDb db, CurrentUser user, IBlindIndex index, IColumnCipher cipher, TimeProvider clock)
    : IQueryHandler<ListAccounts, Page<AccountRow>>
{
    private const int Size = 50;

    public async Task<Page<AccountRow>> HandleAsync(ListAccounts query, CancellationToken ct)
    {
        var page = await Owned(query)
            .OrderByDescending(o => o.Account.Id)
            .Select(o => new
            {
                o.Account.Id,
                o.Account.Number,
                o.Account.Kind,
                o.Account.Status,
                o.Account.Currency,
                o.Account.Balance,
                o.Account.LastMovementOn,
                o.Account.MaturesOn,
                CustomerId = o.Customer.Id,
                o.Customer.Name,
            })
            .ToPageAsync(Size, row => row.Id, ct);
        return new(
            [
                .. page.Items.Select(a => new AccountRow(
                    a.Id, cipher.OpenAccount(a.Id, a.Number), a.Kind, a.Status, a.Currency, a.Balance, a.LastMovementOn,
                    a.MaturesOn, a.CustomerId, a.Name)),
            ],
            page.Next);
    }

    private IQueryable<Owned> Owned(ListAccounts query)
    {
        var owned = db.AccountHolders
            .Where(h => h.Role == HolderRole.Owner)
            .Join(db.Customers.WithAccountsSeenBy(user), h => h.CustomerId, c => c.Id, (h, c) => new { h.AccountId, Customer = c })
            .Join(Accounts(query), h => h.AccountId, a => a.Id, (h, a) => new Owned { Account = a, Customer = h.Customer });
        return Cursor.TryRead<Guid>(query.After, out var last) ? owned.Where(o => o.Account.Id < last) : owned;
    }

    private IQueryable<Account> Accounts(ListAccounts query)
    {
        var accounts = db.Accounts.AsQueryable();
        if (!string.IsNullOrWhiteSpace(query.Number))
        {
            var lookup = index.OfAccount(query.Number);
            accounts = accounts.Where(a => a.NumberLookup == lookup);
        }

        if (query.Kind is { } kind)
        {
            accounts = accounts.Where(a => a.Kind == kind);
        }

        if (query.Status is { } status)
        {
            accounts = accounts.Where(a => a.Status == status);
        }

        if (query.Currency is { } currency && Currencies.Exist(currency))
        {
            accounts = accounts.Where(a => a.Currency == currency);
        }

        if (query.MaturesWithin is { } days and >= 0 and <= 3660)
        {
            var today = Branch.DayAt(clock.GetUtcNow());
            var last = today.AddDays(days);
            accounts = accounts.Where(a => a.MaturesOn >= today && a.MaturesOn <= last && a.Status != AccountStatus.Closed);
        }

        return accounts;
    }
}

internal sealed class Owned
{
    public required Account Account { get; init; }
    public required Customer Customer { get; init; }
}

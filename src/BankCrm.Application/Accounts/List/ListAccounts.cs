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
    Guid CustomerId, string Customer)
{
    public bool HasDied { get; init; }
}

internal sealed class ListAccountsHandler(CrmDb db, CurrentUser user, IBlindIndex index, IColumnCipher cipher, TimeProvider clock)
    : IQueryHandler<ListAccounts, Page<AccountRow>>
{
    private const int Size = 50;

    public async Task<Page<AccountRow>> HandleAsync(ListAccounts query, CancellationToken ct)
    {
        var page = await Owned(query)
            .OrderByDescending(o => o.AccountId)
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
                HasDied = o.Customer.DiedOn != null,
            })
            .ToPageAsync(Size, row => row.Id, ct);
        return new(
            [
                .. page.Items.Select(a => new AccountRow(
                    a.Id, cipher.OpenAccount(a.Id, a.Number), a.Kind, a.Status, a.Currency, a.Balance, a.LastMovementOn,
                    a.MaturesOn, a.CustomerId, a.Name) { HasDied = a.HasDied }),
            ],
            page.Next);
    }

    // Few accounts have a number, mature soon or are in foreign currency: joined as a set. Of those in a rare state the bank's index is walked, for the branch's would be to
    // its end. Otherwise the branch's index is walked from its newest account on, each looked up as it is come upon, for as a set all of the branch would be read and sorted; == would be turned
    // back into a set, two comparisons are not. Of these the database expects thousands where there is one, so that it would rather read all holders of the branch for each than look its
    // holders up: they are not asked for again.
    private IQueryable<Owned> Owned(ListAccounts query)
    {
        var walks = !IsRare(query) && !IsNarrow(query);
        var accounts = Accounts(query, walks ? db.AccountsOfHoldersSeen : db.Accounts);
        var owned = db.AccountHolders
            .Where(h => h.Role == HolderRole.Owner)
            .Join(db.Customers.WithAccountsSeenBy(user), h => h.CustomerId, c => c.Id, (h, c) => new { h.AccountId, Customer = c });
        if (Cursor.TryRead<Guid>(query.After, out var last))
        {
            owned = owned.Where(o => o.AccountId < last);
            accounts = accounts.Where(a => a.Id < last);
        }

        return IsRare(query)
            ? accounts.SelectMany(
                a => owned.Where(o => o.AccountId >= a.Id && o.AccountId <= a.Id).Take(1),
                (a, o) => new Owned { AccountId = a.Id, Account = a, Customer = o.Customer })
            : IsNarrow(query)
            ? owned.Join(accounts, o => o.AccountId, a => a.Id, (o, a) => new Owned { AccountId = o.AccountId, Account = a, Customer = o.Customer })
            : owned.SelectMany(
                o => accounts.Where(a => a.Id >= o.AccountId && a.Id <= o.AccountId).Take(1),
                (o, a) => new Owned { AccountId = o.AccountId, Account = a, Customer = o.Customer });
    }

    private static bool IsRare(ListAccounts query) => query.Status is AccountStatus.Dormant or AccountStatus.Frozen or AccountStatus.LossReported;

    private static bool IsNarrow(ListAccounts query) =>
        !string.IsNullOrWhiteSpace(query.Number) || query.MaturesWithin is not null || (query.Currency is { } currency && Currencies.Exist(currency) && currency != Currencies.Home);

    private IQueryable<Account> Accounts(ListAccounts query, IQueryable<Account> accounts)
    {
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
            accounts = accounts.Where(a => a.Status == EF.Constant(status)); // of a value it does not know, the database cannot tell that the index of rare ones has it
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
    public Guid AccountId { get; init; }
    public required Account Account { get; init; }
    public required Customer Customer { get; init; }
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using BankCrm.Application.Common;
using BankCrm.Application.Customers.Occasions;
using BankCrm.Domain.Accounts;
using BankCrm.Domain.Accounts.Transactions;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers.Occasions;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Accounts.Occasions;

/// <summary>Owners of time deposits that end within some days. One that is placed anew is another occasion.</summary>
[Policy]
internal sealed class DepositsMature : IOccasionSource
{
    private const int Size = 500;

    public OccasionKind Kind => OccasionKind.Maturing;

    public async Task<Page<Occasion>> FindAsync(CrmDb db, OccasionsAsked asked, string? after, CancellationToken ct)
    {
        var until = asked.Today.AddDays(asked.Days);
        var accounts = db.Accounts.Where(a => a.MaturesOn != null && a.Status != AccountStatus.Closed && a.MaturesOn >= asked.Today && a.MaturesOn <= until);
        if (Cursor.TryRead<(DateOnly On, Guid Id)>(after, out var last))
        {
            accounts = accounts.Where(a => a.MaturesOn >= last.On && (a.MaturesOn > last.On || a.Id > last.Id));
        }

        var page = await accounts.OrderBy(a => a.MaturesOn).ThenBy(a => a.Id)
            .Join(db.AccountHolders.Where(h => h.Role == HolderRole.Owner), a => a.Id, h => h.AccountId, (a, h) => new { a.Id, a.Kind, On = a.MaturesOn!.Value, h.CustomerId, h.BranchId })
            .ToPageAsync(Size, a => (a.On, a.Id), ct);
        return new(
            [
                .. page.Items.Where(a => a.Kind is AccountKind.TimeDeposit && (asked.BranchId is null || a.BranchId == asked.BranchId))
                    .Select(a => new Occasion(a.CustomerId, string.Create(CultureInfo.InvariantCulture, $"matures:{a.Id}:{a.On:yyyy-MM-dd}"))),
            ],
            page.Next);
    }
}

/// <summary>
/// Owners of accounts that have just not moved for so many days: not of those that had been still for longer when the rule was switched on. There is no index
/// by the last movement, which would make every intake dearer; so the accounts are walked through by their key, a thousand at a time.
/// </summary>
[Policy]
internal sealed class AccountsStandStill : IOccasionSource
{
    private const int Size = 1000;

    public OccasionKind Kind => OccasionKind.Dormant;

    public async Task<Page<Occasion>> FindAsync(CrmDb db, OccasionsAsked asked, string? after, CancellationToken ct)
    {
        var (first, last) = (asked.Since.AddDays(-asked.Days), asked.Today.AddDays(-asked.Days));
        var holders = db.AccountHolders.Where(h => h.Role == HolderRole.Owner);
        if (asked.BranchId is { } branch)
        {
            holders = holders.Where(h => h.BranchId == branch);
        }

        if (Cursor.TryRead<Guid>(after, out var seen))
        {
            holders = holders.Where(h => h.AccountId > seen);
        }

        var page = await holders.OrderBy(h => h.AccountId)
            .Join(db.Accounts, h => h.AccountId, a => a.Id, (h, a) => new { a.Id, h.CustomerId, a.Kind, a.Status, a.LastMovementOn })
            .ToPageAsync(Size, a => a.Id, ct);
        return new(
            [
                .. page.Items
                    .Where(a => a.Kind is AccountKind.Current or AccountKind.Savings && a.Status is not AccountStatus.Closed && a.LastMovementOn >= first && a.LastMovementOn <= last)
                    .Select(a => new Occasion(a.CustomerId, string.Create(CultureInfo.InvariantCulture, $"still:{a.Id}:{a.LastMovementOn:yyyy-MM-dd}"))),
            ],
            page.Next);
    }
}

/// <summary>Owners of accounts that were opened since. Ids follow the clock, so those alone are walked through that can be new; one told of long after its opening is none.</summary>
[Policy]
internal sealed class AccountsOpened : IOccasionSource
{
    private const int Size = 500;

    public OccasionKind Kind => OccasionKind.AccountOpened;

    public async Task<Page<Occasion>> FindAsync(CrmDb db, OccasionsAsked asked, string? after, CancellationToken ct)
    {
        var since = asked.HappenedSince;
        var last = Cursor.TryRead<Guid>(after, out var read) ? read : Guid.CreateVersion7(Branch.StartOf(since));
        var holders = db.AccountHolders.Where(h => h.Role == HolderRole.Owner);
        if (asked.BranchId is { } branch)
        {
            holders = holders.Where(h => h.BranchId == branch);
        }

        var page = await db.Accounts.Where(a => a.Id > last).OrderBy(a => a.Id)
            .Join(holders, a => a.Id, h => h.AccountId, (a, h) => new { a.Id, h.CustomerId, a.Status, a.OpenedOn, a.ProductId })
            .ToPageAsync(Size, a => a.Id, ct);
        return new(
            [.. page.Items.Where(a => a.Status is not AccountStatus.Closed && a.OpenedOn >= since && (asked.ProductId is null || a.ProductId == asked.ProductId)).Select(a => new Occasion(a.CustomerId, $"opened:{a.Id}"))],
            page.Next);
    }
}

/// <summary>
/// Owners of current and savings accounts to whom a large sum came in one movement: not from what they hold with the bank themselves, nor by a loan. There is no index by amount or day,
/// which would make every intake dearer; so once a day the movements of some days are walked through in the order of their accounts.
/// </summary>
[Policy]
internal sealed class LargeInflows(LargeInflow large) : IOccasionSource
{
    private const int Size = 500;

    /// <summary>What a core system tells late is found all the same.</summary>
    private const int DaysBack = 3;

    private static readonly TransactionKind[] Own = [TransactionKind.Investment, TransactionKind.Interest, TransactionKind.Repayment, TransactionKind.Fee];
    private static readonly TransactionCategory[] NotIncome = [TransactionCategory.Investment, TransactionCategory.Loan, TransactionCategory.Interest];

    public OccasionKind Kind => OccasionKind.LargeInflow;

    public async Task<Page<Occasion>> FindAsync(CrmDb db, OccasionsAsked asked, string? after, CancellationToken ct)
    {
        var first = asked.Since > asked.Today.AddDays(-DaysBack) ? asked.Since : asked.Today.AddDays(-DaysBack);
        var least = asked.Sum ?? large.Amount;
        var movements = db.Transactions.Where(t => t.BookedOn >= first && t.BookedOn <= asked.Today && t.Amount >= least && !Own.Contains(t.Kind) && !NotIncome.Contains(t.Category));
        if (Cursor.TryRead<(Guid AccountId, DateOnly On, string Reference)>(after, out var last))
        {
            movements = movements.Where(t => t.AccountId >= last.AccountId
                && (t.AccountId > last.AccountId || t.BookedOn > last.On || (t.BookedOn == last.On && t.Reference.CompareTo(last.Reference) > 0)));
        }

        var page = await movements.OrderBy(t => t.AccountId).ThenBy(t => t.BookedOn).ThenBy(t => t.Reference)
            .Join(db.Accounts, t => t.AccountId, a => a.Id, (t, a) => new { t.AccountId, t.BookedOn, t.Reference, a.Kind, a.Currency })
            .Join(db.AccountHolders.Where(h => h.Role == HolderRole.Owner), t => t.AccountId, h => h.AccountId, (t, h) => new { t.AccountId, t.BookedOn, t.Reference, t.Kind, t.Currency, h.CustomerId, h.BranchId })
            .ToPageAsync(Size, t => (t.AccountId, t.BookedOn, t.Reference), ct);
        return new(
            [
                .. page.Items
                    .Where(t => t.Kind is AccountKind.Current or AccountKind.Savings && t.Currency == Currencies.Home && (asked.BranchId is null || t.BranchId == asked.BranchId))
                    .Select(t => new Occasion(t.CustomerId, string.Create(CultureInfo.InvariantCulture, $"inflow:{t.AccountId}:{t.BookedOn:yyyyMMdd}:{Digest(t.Reference)}"))),
            ],
            page.Next);
    }
    // As long as the core system likes it; a key has no room for so much.
    private static string Digest(string reference) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(reference)))[..16];
}

using System.Globalization;
using BankCrm.Application.Common;
using BankCrm.Application.Customers.Occasions;
using BankCrm.Domain.Accounts;
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

using BankCrm.Application.Common;
using BankCrm.Application.Products.Catalogue;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Products.Catalogue;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Accounts.Holdings;

/// <param name="Count">How many customers were looked at.</param>
/// <param name="Holders">How many of them hold something of the class.</param>
/// <param name="OnSale">What the bank sells today.</param>
internal sealed record Peers(int Count, IReadOnlyDictionary<HoldingClass, int> Holders, IReadOnlySet<ProductClass> OnSale);

/// <summary>What customers of a kind and tier hold. Kept for a quarter of an hour: it hardly changes, and every page of a customer asks.</summary>
[Policy]
internal sealed class PeerHoldings(TimeProvider clock)
{
    private const int MostKept = 500;

    /// <summary>Of the last ones registered, so that it costs the same however many there are.</summary>
    private const int LookedAt = 20_000;

    private readonly KeptBriefly<(string Scope, CustomerKind Kind, CustomerTier Tier), Peers> known = new(MostKept, seconds: 15 * 60);

    public static IReadOnlyList<ProductClass> ProductsOf(HoldingClass held) => held switch
    {
        HoldingClass.Deposits => [ProductClass.Current, ProductClass.Savings, ProductClass.TimeDeposit],
        HoldingClass.Investments => [ProductClass.Wealth, ProductClass.Custody],
        HoldingClass.Insurance => [ProductClass.Insurance],
        HoldingClass.Loans => [ProductClass.Loan],
        HoldingClass.Cards => [ProductClass.CreditCard],
        _ => [],
    };

    public Task<Peers> OfAsync(CrmDb db, CurrentUser user, CustomerKind kind, CustomerTier tier, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return known.OfAsync((user.ScopeKey, kind, tier), user.ScopeKey, now, () => ReadAsync(db, kind, tier, Branch.DayAt(now), ct));
    }

    private static async Task<Peers> ReadAsync(CrmDb db, CustomerKind kind, CustomerTier tier, DateOnly today, CancellationToken ct)
    {
        var counted = await db.Customers
            .OrderByDescending(c => c.Id)
            .Take(LookedAt)
            .Where(c => c.Kind == kind && c.Tier == tier)
            .Join(db.CustomerTotals.Where(t => t.Accounts > 0), c => c.Id, t => t.CustomerId, (c, t) => t)
            .GroupBy(t => 1)
            .Select(g => new
            {
                All = g.Count(),
                Deposits = g.Count(t => t.Deposits > 0),
                Investments = g.Count(t => t.Investments > 0),
                Insurance = g.Count(t => t.Insurance > 0),
                Loans = g.Count(t => t.Loans > 0),
                Cards = g.Count(t => t.Cards > 0),
            })
            .SingleOrDefaultAsync(ct);
        var products = await db.VersionsShownOn(today)
            .Join(db.Products, v => v.ProductId, p => p.Id, (v, p) => new { p.Class, p.WithdrawnFrom, v.ValidFrom, v.Terms })
            .ToListAsync(ct);
        return new(
            counted?.All ?? 0,
            new Dictionary<HoldingClass, int>
            {
                [HoldingClass.Deposits] = counted?.Deposits ?? 0,
                [HoldingClass.Investments] = counted?.Investments ?? 0,
                [HoldingClass.Insurance] = counted?.Insurance ?? 0,
                [HoldingClass.Loans] = counted?.Loans ?? 0,
                [HoldingClass.Cards] = counted?.Cards ?? 0,
            },
            products.Where(p => Product.StateOn(today, p.WithdrawnFrom, p.ValidFrom, p.Terms) is ProductState.OnSale).Select(p => p.Class).ToHashSet());
    }
}

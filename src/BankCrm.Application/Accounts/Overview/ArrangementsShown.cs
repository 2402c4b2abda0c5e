using BankCrm.Application.Common;
using BankCrm.Domain.Accounts.Arrangements;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Accounts.Overview;

/// <param name="Instalments">In their order.</param>
public sealed record LoanShown(Loan Loan, IReadOnlyList<LoanInstalment> Instalments)
{
    public LoanInstalment? Next => Instalments.FirstOrDefault(i => !i.IsPaid);
}

/// <summary>What hangs on an account.</summary>
public sealed record ArrangementsShown(
    IReadOnlyList<Card> Cards, IReadOnlyList<StandingOrder> Orders, IReadOnlyList<LoanShown> Loans, IReadOnlyList<Position> Positions)
{
    private const int Most = 200;

    // One statement asks what there is at all: most accounts have nothing, or cards only.
    internal static async Task<ArrangementsShown> ReadAsync(CrmDb db, Guid accountId, CancellationToken ct)
    {
        var there = await db.Accounts.Where(a => a.Id == accountId)
            .Select(a => new
            {
                Cards = db.Cards.Any(c => c.AccountId == a.Id),
                Orders = db.StandingOrders.Any(o => o.AccountId == a.Id),
                Loans = db.Loans.Any(l => l.AccountId == a.Id),
                Positions = db.Positions.Any(p => p.AccountId == a.Id && p.Quantity > 0),
            })
            .SingleAsync(ct);
        return new(
            there.Cards ? await db.Cards.Where(c => c.AccountId == accountId).OrderBy(c => c.Status).ThenBy(c => c.Reference).Take(Most).ToListAsync(ct) : [],
            there.Orders ? await db.StandingOrders.Where(o => o.AccountId == accountId).OrderBy(o => o.Status).ThenBy(o => o.NextOn).ThenBy(o => o.Reference).Take(Most).ToListAsync(ct) : [],
            there.Loans ? await LoansAsync(db, accountId, ct) : [],
            there.Positions ? await db.Positions.Where(p => p.AccountId == accountId && p.Quantity > 0).OrderByDescending(p => p.Value).ThenBy(p => p.Reference).Take(Most).ToListAsync(ct) : []);
    }

    private static async Task<IReadOnlyList<LoanShown>> LoansAsync(CrmDb db, Guid accountId, CancellationToken ct)
    {
        var loans = await db.Loans.Where(l => l.AccountId == accountId).OrderByDescending(l => l.GrantedOn).ThenBy(l => l.Reference).Take(Most).ToListAsync(ct);
        var instalments = await db.LoanInstalments.Where(i => i.AccountId == accountId).OrderBy(i => i.Number).ToListAsync(ct);
        return [.. loans.Select(l => new LoanShown(l, [.. instalments.Where(i => i.Reference == l.Reference)]))];
    }
}

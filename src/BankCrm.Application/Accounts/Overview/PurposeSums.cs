using BankCrm.Application.Common;
using BankCrm.Domain.Accounts;
using BankCrm.Domain.Accounts.Transactions;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Accounts.Overview;

/// <param name="Outflow">Above zero.</param>
public sealed record PurposeShown(TransactionCategory Category, decimal Inflow, decimal Outflow, int Movements);

/// <param name="Purposes">Those with the most money first.</param>
/// <param name="IsPart">There were more movements than are added up: these are the newest.</param>
public sealed record PurposesShown(DateOnly From, DateOnly To, IReadOnlyList<PurposeShown> Purposes, bool IsPart)
{
    /// <summary>So many movements are added up at most, so that it costs the same however many there are.</summary>
    public const int Most = 2_000;
}

/// <summary>What an account's money was for.</summary>
internal static class PurposeSums
{
    private const int UsualMonths = 3;

    public static async Task<PurposesShown> ReadAsync(CrmDb db, Account account, TransactionFilter filter, DateOnly today, CancellationToken ct)
    {
        var to = filter.To ?? (filter.From > today ? filter.From.Value : today);
        var from = filter.From ?? AccountMonth.FirstDayOf(to).AddMonths(1 - UsualMonths);
        var sums = await db.Transactions
            .Where(t => t.AccountId == account.Id && t.BookedOn >= from && t.BookedOn <= to)
            .OrderByDescending(t => t.BookedOn).ThenByDescending(t => t.Reference)
            .Take(PurposesShown.Most + 1)
            .Select(t => new { t.Category, t.Amount })
            .GroupBy(t => t.Category)
            .Select(g => new PurposeShown(
                g.Key, g.Sum(t => t.Amount > 0 ? t.Amount : 0), g.Sum(t => t.Amount < 0 ? -t.Amount : 0), g.Count()))
            .ToListAsync(ct);
        return new(
            from, to, [.. sums.OrderByDescending(s => Math.Max(s.Inflow, s.Outflow)).ThenBy(s => s.Category)],
            IsPart: sums.Sum(s => s.Movements) > PurposesShown.Most);
    }
}

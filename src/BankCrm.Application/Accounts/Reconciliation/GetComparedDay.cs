using BankCrm.Application.Common;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Application.Platform.Messages;
using BankCrm.Domain.Accounts;
using BankCrm.Domain.Platform.Encryption;
using BankCrm.Domain.Platform.Messages;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Accounts.Reconciliation;

/// <summary>One day of a source, with what may explain a difference.</summary>
[Allow(ReconciliationPermissions.Read)]
public sealed record GetComparedDay(string Source, DateOnly Day);

/// <summary>What of a day arrived on one account.</summary>
public sealed record DayOnAccount(Guid AccountId, AccountNumber Number, string Currency, int Movements, decimal Credit, decimal Debit);

/// <param name="ClosingBalances">By currency: what the accounts held at the end of the day, by what has arrived. Only where the source told its own.</param>
/// <param name="Accounts">Those with the largest sums.</param>
/// <param name="Gaps">Numbers of the source's messages that are missing.</param>
/// <param name="Conflicts">Of the source, that wait for somebody.</param>
public sealed record ComparedDayDetails(
    IReadOnlyList<ComparedDay> Days, IReadOnlyDictionary<string, decimal> ClosingBalances, IReadOnlyList<DayOnAccount> Accounts, bool HasMoreAccounts,
    IReadOnlyList<MessageGap> Gaps, int Conflicts);

internal sealed class GetComparedDayHandler(CrmDb db, CurrentUser user, IMessageStore messages, IColumnCipher cipher) : IQueryHandler<GetComparedDay, ComparedDayDetails>
{
    private const int MostAccounts = 100;
    private const int MostGaps = 100;

    public async Task<ComparedDayDetails> HandleAsync(GetComparedDay query, CancellationToken ct)
    {
        user.DemandAllBranches(ReconciliationPermissions.Read);
        var days = await ComparedDay.ReadAsync(db, query.Day, query.Day, query.Source, ct);
        if (days.Count == 0)
        {
            throw new NotFoundException();
        }

        var accounts = await AccountsAsync(query, ct);
        return new(
            [.. days.OrderBy(d => d.Currency, StringComparer.Ordinal)], await ClosingAsync(query, days, ct), [.. accounts.Take(MostAccounts)], accounts.Count > MostAccounts,
            await messages.GapsAsync(query.Source, MostGaps, ct),
            await db.MessageConflicts.CountAsync(c => c.Source == query.Source && c.Status == ConflictStatus.Open, ct));
    }

    // Reads the movements of one month's table, not all.
    private async Task<List<DayOnAccount>> AccountsAsync(GetComparedDay query, CancellationToken ct)
    {
        var rows = await db.Transactions.Where(t => t.BookedOn == query.Day && t.Account.Source == query.Source)
            .GroupBy(t => t.AccountId)
            .Select(g => new
            {
                Id = g.Key,
                Movements = g.Count(),
                Credit = g.Sum(t => t.Amount > 0 ? t.Amount : 0),
                Debit = g.Sum(t => t.Amount < 0 ? -t.Amount : 0),
            })
            .OrderByDescending(r => r.Credit + r.Debit).ThenBy(r => r.Id)
            .Take(MostAccounts + 1)
            .ToListAsync(ct);
        var ids = rows.ConvertAll(r => r.Id);
        var named = await db.Accounts.Where(a => ids.Contains(a.Id)).Select(a => new { a.Id, a.Number, a.Currency }).ToDictionaryAsync(a => a.Id, ct);
        return rows.ConvertAll(r => new DayOnAccount(
            r.Id, cipher.OpenAccount(r.Id, named[r.Id].Number), named[r.Id].Currency, r.Movements, r.Credit, r.Debit));
    }

    // What the accounts hold now, without what came after the day.
    private async Task<Dictionary<string, decimal>> ClosingAsync(GetComparedDay query, List<ComparedDay> days, CancellationToken ct)
    {
        var closing = new Dictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var currency in days.Where(d => d.Told?.ClosingBalance is not null).Select(d => d.Currency))
        {
            var now = await db.Accounts.Where(a => a.Source == query.Source && a.Currency == currency).SumAsync(a => a.Balance, ct);
            closing[currency] = now - await db.ArrivedDays.Where(a => a.Source == query.Source && a.Currency == currency && a.Day > query.Day).SumAsync(a => a.Credit - a.Debit, ct);
        }

        return closing;
    }
}

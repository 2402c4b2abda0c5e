using BankCrm.Application.Common;
using BankCrm.Domain.Accounts;
using BankCrm.Domain.Accounts.Transactions;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Accounts.Overview;

/// <summary>An account's movements page by page, the newest first.</summary>
internal static class TransactionPages
{
    private const int Size = 50;

    /// <summary>Where a page begins.</summary>
    /// <param name="Balance">Before the movements of the pages so far; null where they are filtered.</param>
    private sealed record Place(DateOnly BookedOn, long Position, string Reference, decimal? Balance);

    public static async Task<Page<TransactionShown>> ReadAsync(CrmDb db, Account account, TransactionFilter filter, string? after, CancellationToken ct)
    {
        var transactions = filter.Of(db.Transactions.Where(t => t.AccountId == account.Id));
        var balance = filter.AsksForAll ? account.Balance : (decimal?)null;
        if (Cursor.TryRead<Place>(after, out var place))
        {
            transactions = transactions.Where(t => t.BookedOn <= place.BookedOn && (t.BookedOn < place.BookedOn || t.Position < place.Position
                || (t.Position == place.Position && t.Reference.CompareTo(place.Reference) < 0)));
            balance = filter.AsksForAll ? place.Balance : null;
        }

        var rows = await transactions
            .OrderByDescending(t => t.BookedOn).ThenByDescending(t => t.Position).ThenByDescending(t => t.Reference)
            .Take(Size + 1)
            .ToListAsync(ct);
        var shown = new List<TransactionShown>(Size);
        foreach (var row in rows.Take(Size))
        {
            shown.Add(new(
                row.BookedOn, row.ValueOn, row.BookedAt, row.Amount, row.BalanceAfter ?? balance, row.Kind, row.Channel, row.Category, row.RuleCategory is not null, row.Counterparty,
                row.CounterpartyAccount, row.Text, row.Reference));
            balance -= row.Amount;
        }

        return new(shown, rows.Count <= Size ? null : Cursor.Write(new Place(rows[Size - 1].BookedOn, rows[Size - 1].Position, rows[Size - 1].Reference, balance)));
    }
}

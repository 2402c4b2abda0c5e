using BankCrm.Application.Common;
using BankCrm.Infrastructure.Accounts.Intake;
using BankCrm.Infrastructure.Platform.Database;

namespace BankCrm.Infrastructure.Accounts.Reconciliation;

/// <summary>Counts what of each day has arrived.</summary>
internal static class ArrivedDays
{
    /// <summary>In the transaction in which they are stored, in one order, so that two who take in at once wait and never block each other.</summary>
    public static async Task AddAsync(CrmDb db, string source, IEnumerable<Booking> added, CancellationToken ct)
    {
        var days = added.GroupBy(b => (b.Told.BookedOn, b.Told.Currency)).OrderBy(g => g.Key.BookedOn).ThenBy(g => g.Key.Currency, StringComparer.Ordinal)
            .Select(g => (
                g.Key.BookedOn, g.Key.Currency, Movements: g.LongCount(), Credit: g.Sum(b => Math.Max(b.Told.Amount, 0)), Debit: g.Sum(b => Math.Max(-b.Told.Amount, 0))))
            .ToArray();
        if (days.Length > 0)
        {
            await db.ExecuteAsync(
                """
                insert into arrived_days as d (source, day, currency, movements, credit, debit)
                select $1, n.* from unnest($2::date[], $3::text[], $4::bigint[], $5::numeric[], $6::numeric[]) n
                on conflict (day, source, currency) do update set movements = d.movements + excluded.movements, credit = d.credit + excluded.credit,
                  debit = d.debit + excluded.debit
                """,
                ct,
                source, Array.ConvertAll(days, d => d.BookedOn), Array.ConvertAll(days, d => d.Currency), Array.ConvertAll(days, d => d.Movements),
                Array.ConvertAll(days, d => d.Credit), Array.ConvertAll(days, d => d.Debit));
        }
    }
}

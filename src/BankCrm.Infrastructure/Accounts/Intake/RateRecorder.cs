using BankCrm.Application.Accounts.Intake;
using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Infrastructure.Accounts.Alerts;
using BankCrm.Infrastructure.Platform.Database;

namespace BankCrm.Infrastructure.Accounts.Intake;

/// <summary>Stores rates of exchange, in the transaction that is open. The database counts the customers' totals anew.</summary>
internal sealed class RateRecorder(CrmDb db, MovementWatch watch, TimeProvider clock)
{
    public async Task RecordAsync(string source, IReadOnlyList<ToldRate> told, IntakeOutcome[] outcomes, CancellationToken ct)
    {
        var known = (await db.ReadAsync(
            "select currency, valid_from, rate from exchange_rates where currency = any ($1)",
            row => (Key: (row.GetString(0), row.GetFieldValue<DateOnly>(1)), Rate: row.GetDecimal(2)),
            ct, (object)told.Select(r => r.Currency).Distinct().ToArray())).ToDictionary(r => r.Key, r => r.Rate);
        var weighed = known.Keys.Select(k => k.Item1).ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < told.Count; i++)
        {
            var key = (told[i].Currency, told[i].ValidFrom);
            outcomes[i] = told[i].Fault() is { } fault ? new(IntakeResult.Refused, fault)
                : !known.TryGetValue(key, out var rate) ? new(IntakeResult.New)
                : new(rate == told[i].Rate ? IntakeResult.Known : IntakeResult.Changed);
            if (outcomes[i].Fault is null)
            {
                known[key] = told[i].Rate;
            }
        }

        var stored = told.Where((_, i) => outcomes[i].Result is IntakeResult.New or IntakeResult.Changed)
            .GroupBy(r => (r.Currency, r.ValidFrom)).Select(same => same.Last()).ToArray();
        if (stored.Length > 0)
        {
            await db.ExecuteAsync(
                """
                insert into exchange_rates (currency, valid_from, rate, source)
                select n.currency, n.valid_from, n.rate, $4 from unnest($1::text[], $2::date[], $3::numeric[]) n(currency, valid_from, rate)
                on conflict (currency, valid_from) do update set rate = excluded.rate, source = excluded.source
                """,
                ct,
                Array.ConvertAll(stored, r => r.Currency), Array.ConvertAll(stored, r => r.ValidFrom), Array.ConvertAll(stored, r => r.Rate), source);
            await LookAgainAsync([.. stored.Select(r => r.Currency).Distinct().Where(c => !weighed.Contains(c))], ct);
        }
    }

    // Movements of a currency without any rate could not be weighed when they came.
    private async Task LookAgainAsync(string[] first, CancellationToken ct)
    {
        if (first.Length > 0)
        {
            await watch.LookAgainAsync(await AlertSql.MovedInAsync(db, first, watch.Since(Branch.DayAt(clock.GetUtcNow())), ct), ct);
        }
    }
}

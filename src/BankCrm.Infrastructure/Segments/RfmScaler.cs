using BankCrm.Domain.Admin.Branches;
using BankCrm.Infrastructure.Platform.Database;
using BankCrm.Infrastructure.Platform.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Infrastructure.Segments;

/// <summary>Counts once a day where the fifths of recency, frequency and monetary value begin, when the habits of all branches are counted.</summary>
internal sealed class RfmScaler(IServiceScopeFactory scopes, TimeProvider clock) : IJob
{
    private const int DaysKept = 400;

    public TimeSpan Pause { get; } = TimeSpan.FromMinutes(10);

    public Task<bool> RunNextAsync(CancellationToken ct) => scopes.AsSystemAsync("rfm scaler", async db =>
    {
        var today = Branch.DayAt(clock.GetUtcNow());
        if (await db.RfmScales.AnyAsync(s => s.CountedOn >= today, ct) || await db.HabitCounts.AnyAsync(c => c.CountedOn == null || c.CountedOn < today, ct) || !await db.HabitCounts.AnyAsync(ct))
        {
            return false;
        }

        await db.ExecuteAsync("set local work_mem = '64MB'", ct);
        await db.ExecuteAsync(
            """
            insert into rfm_scales (counted_on, customers, recency, frequency, monetary)
            select $1, count(*),
              percentile_disc(array[0.2, 0.4, 0.6, 0.8]) within group (order by coalesce(t.last_movement_on, date '1900-01-01')),
              percentile_disc(array[0.2, 0.4, 0.6, 0.8]) within group (order by coalesce(h.movements365, 0)),
              percentile_disc(array[0.2, 0.4, 0.6, 0.8]) within group (order by t.assets)
            from customer_totals t
            left join customer_habits h on h.customer_id = t.customer_id and h.subject = ''
            where t.accounts > 0
            having count(*) > 0
            on conflict do nothing
            """,
            ct, today);
        await db.ExecuteAsync("delete from rfm_scales where counted_on < $1", ct, today.AddDays(-DaysKept));
        return false;
    });
}

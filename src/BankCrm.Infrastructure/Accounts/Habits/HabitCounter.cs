using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Common;
using BankCrm.Infrastructure.Platform.Database;
using BankCrm.Infrastructure.Platform.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Infrastructure.Accounts.Habits;

/// <summary>
/// Counts once a day how the customers of each branch move their money. A branch is done in one transaction, by whichever instance takes it; readers see
/// the old figures until then.
/// </summary>
internal sealed class HabitCounter(IServiceScopeFactory scopes, TimeProvider clock) : IJob
{
    public TimeSpan Pause { get; } = TimeSpan.FromMinutes(10);

    public Task<bool> RunNextAsync(CancellationToken ct) => scopes.AsSystemAsync("habit counter", async db =>
    {
        var today = Branch.DayAt(clock.GetUtcNow());
        await db.ExecuteAsync("insert into habit_counts (branch_id) select b.id from branches b where b.kind = 'Branch' or b.kind = 'Bank' on conflict do nothing", ct);
        var due = await db.ReadAsync(
            "select branch_id from habit_counts where counted_on is null or counted_on < $1 order by counted_on nulls first, branch_id limit 1 for update skip locked", row => row.GetGuid(0), ct, today);
        if (due is not [var branch])
        {
            return false;
        }

        await CountAsync(db, branch, today, ct);
        return true;
    });

    /// <summary>Counts one branch, the movements of the day until now among them.</summary>
    public static async Task CountAsync(CrmDb db, Guid branch, DateOnly today, CancellationToken ct)
    {
        await db.ExecuteAsync("set local work_mem = '64MB'", ct);
        await db.ExecuteAsync("delete from customer_habits where branch_id = $1", ct, branch);
        await db.ExecuteAsync(
            $"""
            insert into customer_habits (subject, customer_id, branch_id, movements30, movements90, movements365, inflow30, inflow90, inflow365, outflow30, outflow90, outflow365)
            select case when grouping(m.category) = 0 then 'purpose ' || m.category when grouping(m.channel) = 0 then 'channel ' || m.channel else '' end as subject, m.customer_id, $1,
              count(*) filter (where m.booked_on > $2 - 30), count(*) filter (where m.booked_on > $2 - 90), count(*),
              coalesce(sum(m.amount) filter (where m.amount > 0 and m.booked_on > $2 - 30), 0), coalesce(sum(m.amount) filter (where m.amount > 0 and m.booked_on > $2 - 90), 0),
              coalesce(sum(m.amount) filter (where m.amount > 0), 0),
              coalesce(-sum(m.amount) filter (where m.amount < 0 and m.booked_on > $2 - 30), 0), coalesce(-sum(m.amount) filter (where m.amount < 0 and m.booked_on > $2 - 90), 0),
              coalesce(-sum(m.amount) filter (where m.amount < 0), 0)
            from (
              select h.customer_id, t.category, t.channel, t.booked_on,
                round(t.amount * case when a.currency = '{Currencies.Home}' then 1 else coalesce(r.rate, 0) end, 2) as amount
              from account_holders h
              join accounts a on a.id = h.account_id
              join transactions t on t.account_id = h.account_id and t.booked_on > $2 - 365 and t.booked_on <= $2
              left join lateral (
                select e.rate from exchange_rates e where e.currency = a.currency and e.valid_from <= $2 order by e.valid_from desc limit 1
              ) r on a.currency <> '{Currencies.Home}'
              where h.branch_id = $1 and h.role = 'Owner') m
            group by grouping sets ((m.customer_id), (m.customer_id, m.category), (m.customer_id, m.channel))
            order by subject, m.customer_id
            """,
            ct, branch, today);
        await db.ExecuteAsync("update habit_counts set counted_on = $2 where branch_id = $1", ct, branch, today);
    }
}

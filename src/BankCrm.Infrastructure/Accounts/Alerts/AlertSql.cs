using BankCrm.Application.Common;
using BankCrm.Domain.Accounts.Alerts;
using BankCrm.Domain.Accounts.Transactions;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Infrastructure.Platform.Database;

namespace BankCrm.Infrastructure.Accounts.Alerts;

/// <summary>Reads what customers moved, in the transaction that booked it.</summary>
internal static class AlertSql
{
    private const string RateOf =
        $"(case when a.currency = '{Currencies.Home}' then 1 else (select e.rate from exchange_rates e where e.currency = a.currency and e.valid_from <= o.day order by e.valid_from desc limit 1) end)";

    /// <summary>Who owns these accounts and moved, in the months that the rules look at, as much as the lowest limit: only they can have reached one.</summary>
    /// <param name="moved">Accounts and booking days.</param>
    /// <param name="days">How many days the rules look back, the day itself being one.</param>
    /// <param name="home">The lowest limit in home currency.</param>
    /// <param name="usd">The lowest limit in US dollars.</param>
    public static Task<IReadOnlyList<CustomerOnDay>> BusyAsync(CrmDb db, IReadOnlyCollection<(Guid Account, DateOnly Day)> moved, int days, decimal home, decimal usd, CancellationToken ct) =>
        db.ReadAsync(
            $"""
            with asked as (select account_id, day, month, before from unnest($1::uuid[], $2::date[], $5::date[], $6::date[]) n(account_id, day, month, before)),
            days as (
              select d.day, least($3, $4 * (select e.rate from exchange_rates e where e.currency = 'USD' and e.valid_from <= d.day order by e.valid_from desc limit 1)) as lowest
              from (select distinct day from asked) d),
            o as (select distinct h.customer_id, n.day, n.month, n.before from asked n join account_holders h on h.account_id = n.account_id and h.role = 'Owner')
            select o.customer_id, (select c.kind from customers c where c.id = o.customer_id), o.day from o join days d on d.day = o.day
            cross join lateral (
              select greatest(sum(m.inflow * {RateOf}), sum(m.outflow * {RateOf})) as flow
              from account_holders h
              join account_months m on m.account_id = h.account_id and m.month >= o.before and m.month <= o.month
              join accounts a on a.id = h.account_id
              where h.customer_id = o.customer_id and h.role = 'Owner') f
            where f.flow >= d.lowest
            order by o.customer_id, o.day
            """,
            row => new CustomerOnDay(row.GetGuid(0), Enum.Parse<CustomerKind>(row.GetString(1)), row.GetFieldValue<DateOnly>(2)),
            ct, moved.Select(m => m.Account).ToArray(), moved.Select(m => m.Day).ToArray(), home, usd,
            moved.Select(m => AccountMonth.FirstDayOf(m.Day)).ToArray(), moved.Select(m => AccountMonth.FirstDayOf(m.Day.AddDays(1 - days))).ToArray());

    /// <summary>What they moved on the day and the days before it, by kind, currency and direction.</summary>
    /// <param name="days">How many days, the day itself being one.</param>
    /// <param name="large">Single amounts from this on are told; those in foreign currencies all.</param>
    /// <param name="exempt">Which of them are told apart, for they need no report.</param>
    public static async Task<ILookup<(Guid Customer, DateOnly Day), MovedOnDay>> MovedAsync(
        CrmDb db, IReadOnlyList<CustomerOnDay> asked, int days, decimal large, IReadOnlyList<Exemption> exempt, CancellationToken ct) =>
        (await db.ReadAsync(
            $"""
            select o.customer_id, o.day, t.booked_on, t.kind, a.currency, t.amount > 0, sum(abs(t.amount)), count(*)::int,
              coalesce(array_agg(abs(t.amount)) filter (where abs(t.amount) >= $4 or a.currency <> '{Currencies.Home}'), array[]::numeric[]), t.exempt
            from unnest($1::uuid[], $2::date[]) o(customer_id, day)
            join account_holders h on h.customer_id = o.customer_id and h.role = 'Owner'
            join accounts a on a.id = h.account_id
            cross join lateral (
              select m.booked_on, m.kind, m.amount,
                exists (select from unnest($7::text[], $8::text[]) x(kind, name) where (x.kind is null or x.kind = m.kind) and (x.name is null or x.name = m.counterparty)) as exempt
              from transactions m
              where m.account_id = a.id and m.booked_on > o.day - $3 and m.booked_on <= o.day and m.booked_on > $5 and m.booked_on <= $6 and m.kind not in ('Interest', 'Fee')
              offset 0) t -- account by account, by the index, whatever is thought of the table's size
            group by o.customer_id, o.day, t.booked_on, t.kind, a.currency, t.amount > 0, t.exempt
            """,
            row => (
                Key: (row.GetGuid(0), row.GetFieldValue<DateOnly>(1)),
                Moved: new MovedOnDay(
                    row.GetFieldValue<DateOnly>(2), Enum.Parse<TransactionKind>(row.GetString(3)), row.GetString(4),
                    row.GetBoolean(5) ? AlertDirection.In : AlertDirection.Out, row.GetDecimal(6), row.GetInt32(7), row.GetFieldValue<decimal[]>(8))
                {
                    IsExempt = row.GetBoolean(9),
                }),
            ct, asked.Select(a => a.CustomerId).ToArray(), asked.Select(a => a.Day).ToArray(), days, large, asked.Min(a => a.Day).AddDays(-days), asked.Max(a => a.Day),
            Pairs(exempt).Select(e => e.Kind).ToArray(), Pairs(exempt).Select(e => e.Name).ToArray()))
        .ToLookup(m => m.Key, m => m.Moved);

    // A kind, a name, or both; null: whatever it is.
    private static IEnumerable<(string? Kind, string? Name)> Pairs(IReadOnlyList<Exemption> exempt) => exempt.SelectMany(e =>
        e.Kinds.Select(k => (string?)k.ToString()).DefaultIfEmpty().SelectMany(_ => e.Counterparties.Select(n => (string?)n).DefaultIfEmpty(), (kind, name) => (kind, name)));

    /// <summary>Their average month before, in home currency.</summary>
    public static async Task<Dictionary<(Guid Customer, DateOnly Day), CustomerHabit>> HabitsAsync(
        CrmDb db, IReadOnlyList<CustomerOnDay> asked, int months, CancellationToken ct) =>
        (await db.ReadAsync(
            $"""
            select o.customer_id, o.day, f.inflow / $3, f.outflow / $3, f.months
            from unnest($1::uuid[], $2::date[]) o(customer_id, day)
            cross join lateral (
              select coalesce(sum(m.inflow * {RateOf}), 0) as inflow, coalesce(sum(m.outflow * {RateOf}), 0) as outflow, count(distinct m.month)::int as months
              from account_holders h
              join accounts a on a.id = h.account_id
              join account_months m on m.account_id = a.id and m.month < date_trunc('month', o.day)::date
                and m.month >= (date_trunc('month', o.day) - make_interval(months => $3))::date
              where h.customer_id = o.customer_id and h.role = 'Owner') f -- customer by customer, by the index, whatever is thought of the tables' size
            where f.months > 0
            """,
            row => (Key: (row.GetGuid(0), row.GetFieldValue<DateOnly>(1)), Habit: new CustomerHabit(row.GetDecimal(2), row.GetDecimal(3), row.GetInt32(4))),
            ct, asked.Select(a => a.CustomerId).ToArray(), asked.Select(a => a.Day).ToArray(), months))
        .ToDictionary(h => h.Key, h => h.Habit);

    /// <summary>What the currencies are worth on each day; without the currencies and days nobody told a rate for.</summary>
    public static async Task<Dictionary<DateOnly, DayRates>> RatesAsync(CrmDb db, DateOnly[] days, string[] currencies, CancellationToken ct)
    {
        var rates = await db.ReadAsync(
            """
            select d.day, c.currency, r.rate from unnest($1::date[]) d(day) cross join unnest($2::text[]) c(currency)
            cross join lateral (select e.rate from exchange_rates e where e.currency = c.currency and e.valid_from <= d.day order by e.valid_from desc limit 1) r
            """,
            row => (Day: row.GetFieldValue<DateOnly>(0), Currency: row.GetString(1), Rate: row.GetDecimal(2)),
            ct, days, currencies);
        return days.ToDictionary(day => day, day => new DayRates(rates.Where(r => r.Day == day).ToDictionary(r => r.Currency, r => r.Rate, StringComparer.Ordinal)));
    }

    /// <summary>The owners of the accounts, by their totals, which the database locks too when a balance changes. In one order, so that nobody blocks another.</summary>
    public static Task LockOwnersAsync(CrmDb db, Guid[] accounts, CancellationToken ct) => db.ExecuteAsync(
        """
        select t.customer_id from customer_totals t
        where t.customer_id in (select h.customer_id from account_holders h where h.account_id = any ($1) and h.role = 'Owner')
        order by t.customer_id for no key update
        """,
        ct, (object)accounts);

    public static async Task<Dictionary<Guid, Guid>> OwnersAsync(CrmDb db, Guid[] accounts, CancellationToken ct) =>
        (await db.ReadAsync(
            "select account_id, customer_id from account_holders where account_id = any ($1) and role = 'Owner'",
            row => (Account: row.GetGuid(0), Customer: row.GetGuid(1)), ct, (object)accounts)).ToDictionary(o => o.Account, o => o.Customer);

    /// <summary>Accounts in a currency and the days they moved on.</summary>
    public static Task<IReadOnlyList<(Guid Account, DateOnly Day)>> MovedInAsync(CrmDb db, string[] currencies, DateOnly since, CancellationToken ct) => db.ReadAsync(
        "select distinct t.account_id, t.booked_on from accounts a join transactions t on t.account_id = a.id where a.currency = any ($1) and t.booked_on >= $2",
        row => (row.GetGuid(0), row.GetFieldValue<DateOnly>(1)), ct, currencies, since);
}

internal sealed record CustomerOnDay(Guid CustomerId, CustomerKind Kind, DateOnly Day);

using System.Globalization;
using BankCrm.Application.Common;
using BankCrm.Application.Segments.Scores;
using BankCrm.Domain.Campaigns.Histories;
using BankCrm.Domain.Common;
using BankCrm.Domain.Segments.Scores;
using BankCrm.Infrastructure.Platform.Database;
using NpgsqlTypes;

namespace BankCrm.Infrastructure.Campaigns.Histories;

/// <summary>
/// Works out by one statement what was known of customers at the end of the day before the one that is asked about. Nothing is read that has no day of its own, or that is written
/// over later: no balance, tier, place, tag, and no answer but the first to a contact. Complaints stay out because a colleague could read of one about themselves; payments for
/// health because they tell what concerns nobody; sex because nothing is to be offered by it.
/// </summary>
internal sealed class CustomerFactsSql : ICustomerFacts
{
    private const string Day = "a.day";

    /// <summary>The first moment that is not known yet.</summary>
    private const string Moment = "a.moment";

    // Months are kept for so long and no longer: what reaches further back is not known, which is not the same as none.
    private const string KnownFrom =
        "select min(to_date(right(c.relname, 7), 'YYYY_MM')) from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'transactions'::regclass and c.relname ~ '_[0-9]{4}_[0-9]{2}$'";

    private static readonly Dictionary<ContactFact, string> Counted = new()
    {
        [ContactFact.Age] = $"extract(year from {Day})::int - c.birth_year",
        [ContactFact.MonthsWithBank] = $"greatest(0, ({Day} - c.registered_on) / 30)",
        [ContactFact.Current] = "h.current",
        [ContactFact.Savings] = "h.savings",
        [ContactFact.TimeDeposits] = "h.deposits",
        [ContactFact.CreditCards] = "h.cards",
        [ContactFact.Loans] = "h.loans",
        [ContactFact.Wealth] = "h.wealth",
        [ContactFact.Insurances] = "h.insurances",
        [ContactFact.Custody] = "h.custody",
        [ContactFact.Opened] = "h.opened",
        [ContactFact.GivenUp] = "h.given_up",
        [ContactFact.Movements30] = Known(30, "m.n30"),
        [ContactFact.Movements90] = Known(90, "m.n90"),
        [ContactFact.Movements365] = Known(365, "m.n365"),
        [ContactFact.In30] = Known(30, TwoFigures("m.in30")),
        [ContactFact.In90] = Known(90, TwoFigures("m.in90")),
        [ContactFact.In365] = Known(365, TwoFigures("m.in365")),
        [ContactFact.Out30] = Known(30, TwoFigures("m.out30")),
        [ContactFact.Out90] = Known(90, TwoFigures("m.out90")),
        [ContactFact.Out365] = Known(365, TwoFigures("m.out365")),
        [ContactFact.SalaryIn] = Known(365, TwoFigures("m.salary_in")),
        [ContactFact.LastMovement] = $"{Day} - m.last_on",
        [ContactFact.Interactions90] = "i.n90",
        [ContactFact.Interactions365] = "i.n365",
        [ContactFact.LastInteraction] = $"{Day} - (i.last_at at time zone 'Asia/Shanghai')::date",
        [ContactFact.Cases] = "s.n",
        [ContactFact.Contacts] = "p.n",
        [ContactFact.LastContact] = $"{Day} - (p.last_at at time zone 'Asia/Shanghai')::date",
        [ContactFact.Yes] = "p.yes",
        [ContactFact.No] = "p.no",
        [ContactFact.Opens] = "p.opens",
        [ContactFact.Refusals] = "r.n",
    };

    // Counted by what the rules said of a movement when it came, not by what a colleague made of it since.
    private const string Purpose = "coalesce(t.rule_category, t.category)";

    private static readonly ContactFact[] Purposes = [.. ContactFacts.All.Where(f => f.ToString().StartsWith("For", StringComparison.Ordinal))];
    private static readonly ContactFact[] Ways = [.. ContactFacts.All.Where(f => f.ToString().StartsWith("By", StringComparison.Ordinal))];
    private static readonly ContactFact[] Figures = [.. ContactFacts.All.Where(f => f.Column is HistoryColumnKind.Number)];

    private static readonly string Ask =
        $$"""
        select a.id, a.customer_id, c.branch_id, c.kind, array[{{string.Join(", ", Figures.Select(Figure))}}]::text[]
        from (select q.*, q.day::timestamp at time zone 'Asia/Shanghai' as moment from unnest($1, $2, $3) q (id, customer_id, day)) a
        join customers c on c.id = a.customer_id
        cross join lateral (
          select
            count(*) filter (where o.is_open and o.kind = 'Current') as current, count(*) filter (where o.is_open and o.kind = 'Savings') as savings,
            count(*) filter (where o.is_open and o.kind = 'TimeDeposit') as deposits, count(*) filter (where o.is_open and o.kind = 'CreditCard') as cards,
            count(*) filter (where o.is_open and o.kind = 'Loan') as loans, count(*) filter (where o.is_open and o.kind = 'Wealth') as wealth,
            count(*) filter (where o.is_open and o.kind = 'Insurance') as insurances, count(*) filter (where o.is_open and o.kind = 'Custody') as custody,
            count(*) filter (where o.opened_on >= {{Day}} - 365) as opened, count(*) filter (where o.closed_on >= {{Day}} - 365 and not o.is_open) as given_up
          from (
            select k.kind, k.opened_on, k.closed_on, k.closed_on is null or k.closed_on >= {{Day}} as is_open
            from account_holders w join accounts k on k.id = w.account_id
            where w.customer_id = a.customer_id and w.role = 'Owner' and (w.since is null or w.since < {{Day}}) and k.opened_on < {{Day}}) o) h
        cross join lateral (
          select count(*) as n365, count(*) filter (where v.on_day >= {{Day}} - 90) as n90, count(*) filter (where v.on_day >= {{Day}} - 30) as n30, max(v.on_day) as last_on,
            coalesce(sum(v.amount) filter (where v.amount > 0), 0) as in365, coalesce(sum(v.amount) filter (where v.amount > 0 and v.on_day >= {{Day}} - 90), 0) as in90,
            coalesce(sum(v.amount) filter (where v.amount > 0 and v.on_day >= {{Day}} - 30), 0) as in30,
            coalesce(-sum(v.amount) filter (where v.amount < 0), 0) as out365, coalesce(-sum(v.amount) filter (where v.amount < 0 and v.on_day >= {{Day}} - 90), 0) as out90,
            coalesce(-sum(v.amount) filter (where v.amount < 0 and v.on_day >= {{Day}} - 30), 0) as out30,
            coalesce(sum(v.amount) filter (where v.amount > 0 and v.purpose in ('Salary', 'Pension')), 0) as salary_in,
            {{string.Join(", ", Purposes.Select(p => $"count(*) filter (where v.purpose = '{Rest(p, "For")}') as {Column(p)}"))}},
            {{string.Join(", ", Ways.Select(w => $"count(*) filter (where v.channel = '{Rest(w, "By")}' and v.on_day >= {Day} - 90) as {Column(w)}"))}}
          from (
            select t.booked_on as on_day, {{Purpose}} as purpose, t.channel, round(t.amount * case when k.currency = '{{Currencies.Home}}' then 1 else coalesce(e.rate, 0) end, 2) as amount
            from account_holders w
            join accounts k on k.id = w.account_id
            join transactions t on t.account_id = w.account_id and t.booked_on >= {{Day}} - 365 and t.booked_on < {{Day}}
            left join lateral (
              select x.rate from exchange_rates x where k.currency <> '{{Currencies.Home}}' and x.currency = k.currency and x.valid_from < {{Day}} order by x.valid_from desc limit 1
            ) e on true
            where w.customer_id = a.customer_id and w.role = 'Owner' and (w.since is null or w.since < {{Day}})) v) m
        cross join lateral (
          select count(*) filter (where n.at >= {{Moment}} - interval '90 days') as n90, count(*) filter (where n.at >= {{Moment}} - interval '365 days') as n365, max(n.at) as last_at
          from interactions n
          where n.customer_id = a.customer_id and n.audience = 'Everyone' and n.at < {{Moment}} and n.written_at < {{Moment}} and (n.withdrawn_at is null or n.withdrawn_at >= {{Moment}})) i
        cross join lateral (
          select count(*) as n from service_cases n
          where n.customer_id = a.customer_id and n.kind <> 'Complaint' and n.received_at < {{Moment}} and n.received_at >= {{Moment}} - interval '365 days') s
        cross join lateral (
          select count(*) filter (where n.sent_at < {{Moment}} and n.sent_at >= {{Moment}} - interval '365 days') as n, max(n.sent_at) filter (where n.sent_at < {{Moment}}) as last_at,
            count(*) filter (where n.first_answered_at < {{Moment}} and n.first_answer in ('Interested', 'Bought')) as yes,
            count(*) filter (where n.first_answered_at < {{Moment}} and n.first_answer = 'NotInterested') as no,
            count(*) filter (where n.opened_at < {{Moment}}) as opens
          from campaign_contacts n where n.customer_id = a.customer_id) p
        cross join lateral (
          select count(*) as n from consents n where n.customer_id = a.customer_id and n.purpose = 'Marketing' and not n.is_given and n.at < {{Moment}}) r
        cross join ({{KnownFrom}}) known (since)
        """;

    public IReadOnlyList<FactColumn> Columns { get; } = [.. ContactFacts.All.Select(f => new FactColumn(ContactFacts.Said(f), f.Column, f.IsOfContact))];

    public async Task<IReadOnlyList<CustomerFacts>> OfAsync(CrmDb db, IReadOnlyList<FactsAsked> asked, CancellationToken ct)
    {
        await using var command = db.Command(
            Ask, (NpgsqlDbType.Array | NpgsqlDbType.Uuid, asked.Select(a => a.Id).ToArray()), (NpgsqlDbType.Array | NpgsqlDbType.Uuid, asked.Select(a => a.CustomerId).ToArray()),
            (NpgsqlDbType.Array | NpgsqlDbType.Date, asked.Select(a => a.Day).ToArray()));
        var days = asked.ToDictionary(a => a.Id, a => a.Day);
        await using var rows = await command.ExecuteReaderAsync(ct);
        var found = new List<CustomerFacts>(asked.Count);
        while (await rows.ReadAsync(ct))
        {
            var (id, figures, cells) = (rows.GetGuid(0), rows.GetFieldValue<string?[]>(4), new string[ContactFacts.All.Count]);
            Array.Fill(cells, "");
            cells[(int)ContactFact.Kind] = rows.GetString(3);
            cells[(int)ContactFact.Month] = days[id].Month.ToString(CultureInfo.InvariantCulture);
            foreach (var (fact, figure) in Figures.Zip(figures))
            {
                cells[(int)fact] = figure ?? "";
            }

            found.Add(new(id, rows.GetGuid(1), rows.GetGuid(2), cells));
        }

        return found;
    }

    private static string Figure(ContactFact fact) => Counted.TryGetValue(fact, out var sql) ? sql : Known(Purposes.Contains(fact) ? 365 : 90, $"m.{Column(fact)}");

    private static string Column(ContactFact fact) => $"n_{fact.ToString().ToLowerInvariant()}";

    private static string Rest(ContactFact fact, string start) => fact.ToString()[start.Length..];

    private static string Known(int days, string sql) => $"case when known.since <= {Day} - {days.ToString(CultureInfo.InvariantCulture)} then {sql} end";

    // 1,234,567 is 1,200,000: as exact as a score needs it, and nobody's own sum.
    private static string TwoFigures(string sum) => $"case when {sum} < 1 then 0 else round({sum}, 1 - floor(log({sum}))::int)::bigint end";
}

using BankCrm.Application.Common;
using BankCrm.Domain.Accounts;
using BankCrm.Domain.Accounts.Transactions;
using BankCrm.Infrastructure.Platform.Database;

namespace BankCrm.Infrastructure.Accounts.Intake;

/// <summary>Stores many movements at once.</summary>
internal static class BookingSql
{
    /// <summary>Those that were stored; the others were there already.</summary>
    public static async Task<HashSet<BookingKey>> InsertAsync(CrmDb db, Booking[] bookings, CancellationToken ct)
    {
        var stored = await db.ReadAsync(
            """
            insert into transactions (account_id, booked_on, reference, position, booked_at, value_on, amount, balance_after, kind, channel, category,
              counterparty, counterparty_account, text)
            select * from unnest($1::uuid[], $2::date[], $3::text[], $4::bigint[], $5::timestamptz[], $6::date[], $7::numeric[], $8::numeric[], $9::text[],
              $10::text[], $11::text[], $12::text[], $13::text[], $14::text[])
            on conflict do nothing
            returning account_id, booked_on, reference
            """,
            row => new BookingKey(row.GetGuid(0), row.GetFieldValue<DateOnly>(1), row.GetString(2)),
            ct,
            Column(b => b.Account.Id), Column(b => b.Told.BookedOn), Column(b => b.Told.Reference), Column(b => b.Position),
            Column(b => b.Told.BookedAt?.ToUniversalTime()), Column(b => b.ValueOn), Column(b => b.Told.Amount), Column(b => b.Told.BalanceAfter),
            Column(b => b.Told.Kind.ToString()), Column(b => b.Told.Channel.ToString()),
            Column(b => CategoryRules.Of(b.Told.Kind, b.Told.Amount, b.Told.Text, b.Told.Counterparty).ToString()),
            Column(b => b.Told.Counterparty), Column(b => AccountNumber.Masked(b.Told.CounterpartyAccount)), Column(b => b.Told.Text));
        return [.. stored];

        T[] Column<T>(Func<Booking, T> value) => Array.ConvertAll(bookings, b => value(b));
    }

    public static async Task<Dictionary<BookingKey, BookingEssence>> StoredAsync(CrmDb db, List<Booking> bookings, CancellationToken ct) =>
        (await db.ReadAsync(
            """
            select t.account_id, t.booked_on, t.reference, t.amount, t.value_on, t.kind
            from unnest($1::uuid[], $2::date[], $3::text[]) n(account_id, booked_on, reference)
            join transactions t on t.account_id = n.account_id and t.booked_on = n.booked_on and t.reference = n.reference
            """,
            row => (
                Key: new BookingKey(row.GetGuid(0), row.GetFieldValue<DateOnly>(1), row.GetString(2)),
                Essence: new BookingEssence(row.GetDecimal(3), row.GetFieldValue<DateOnly>(4), Enum.Parse<TransactionKind>(row.GetString(5)))),
            ct,
            bookings.Select(b => b.Account.Id).ToArray(),
            bookings.Select(b => b.Told.BookedOn).ToArray(),
            bookings.Select(b => b.Told.Reference).ToArray())).ToDictionary(s => s.Key, s => s.Essence);

    public static Task AddToMonthsAsync(CrmDb db, IEnumerable<Booking> added, CancellationToken ct)
    {
        var months = added
            .GroupBy(b => (b.Account.Id, Month: AccountMonth.FirstDayOf(b.Told.BookedOn)))
            .OrderBy(g => g.Key.Id).ThenBy(g => g.Key.Month)
            .Select(g => (
                g.Key.Id,
                g.Key.Month,
                Inflow: g.Sum(b => Math.Max(b.Told.Amount, 0)),
                Outflow: g.Sum(b => Math.Max(-b.Told.Amount, 0)),
                Movements: g.Count(),
                AmountDays: g.Sum(b => b.Told.Amount * AccountMonth.DaysFrom(b.Told.BookedOn))))
            .ToArray();
        return months.Length == 0
            ? Task.CompletedTask
            : db.ExecuteAsync(
                """
                insert into account_months as m (account_id, month, inflow, outflow, movements, amount_days)
                select * from unnest($1::uuid[], $2::date[], $3::numeric[], $4::numeric[], $5::integer[], $6::numeric[])
                on conflict (account_id, month) do update set inflow = m.inflow + excluded.inflow, outflow = m.outflow + excluded.outflow,
                  movements = m.movements + excluded.movements, amount_days = m.amount_days + excluded.amount_days
                """,
                ct,
                Array.ConvertAll(months, m => m.Id), Array.ConvertAll(months, m => m.Month), Array.ConvertAll(months, m => m.Inflow),
                Array.ConvertAll(months, m => m.Outflow), Array.ConvertAll(months, m => m.Movements), Array.ConvertAll(months, m => m.AmountDays));
    }
}

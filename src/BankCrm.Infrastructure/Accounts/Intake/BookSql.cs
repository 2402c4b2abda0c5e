using BankCrm.Application.Common;
using BankCrm.Domain.Accounts.Transactions;
using BankCrm.Infrastructure.Platform.Database;

namespace BankCrm.Infrastructure.Accounts.Intake;

/// <summary>Reads and writes the balances of many accounts at once.</summary>
internal static class BookSql
{
    /// <summary>The accounts with these numbers, by look-up in hexadecimal letters. In one order, so that two who take in at once wait and never block each other.</summary>
    public static async Task<Dictionary<string, KnownAccount>> LockAsync(CrmDb db, string source, byte[][] lookups, CancellationToken ct)
    {
        var found = await db.ReadAsync(
            """
            select number_lookup, id, currency, source_version, balance, told_balance, told_balance_on, told_balance_position, last_movement_on, last_movement_position,
              status = 'Dormant'
            from accounts where source = $1 and number_lookup = any ($2) order by id for no key update
            """,
            row => (
                Lookup: Convert.ToHexString(row.GetFieldValue<byte[]>(0)),
                Account: new KnownAccount(
                    row.GetGuid(1),
                    row.GetString(2),
                    new(
                        row.GetDecimal(4),
                        row.IsDBNull(5) ? null : new ToldBalance(row.GetDecimal(5), new(row.GetFieldValue<DateOnly>(6), row.GetInt64(7))),
                        row.IsDBNull(8) ? null : new BookedAt(row.GetFieldValue<DateOnly>(8), row.GetInt64(9))),
                    row.GetInt64(3),
                    row.GetBoolean(10))),
            ct, source, lookups);
        return found.ToDictionary(f => f.Lookup, f => f.Account, StringComparer.Ordinal);
    }

    /// <summary>Balances, what was told last and the last movement, as their books have them.</summary>
    public static async Task UpdateAsync(CrmDb db, IEnumerable<KnownAccount> changed, DateTimeOffset now, CancellationToken ct)
    {
        KnownAccount[] accounts = [.. changed];
        if (accounts.Length == 0)
        {
            return;
        }

        var balances = await BalancesAsync(db, accounts, ct);
        await db.ExecuteAsync(
            """
            update accounts a set balance = n.balance, available = a.available + n.gained, told_balance = n.told, told_balance_on = n.told_on,
              told_balance_position = n.told_position, last_movement_on = n.last_on, last_movement_position = n.last_position,
              told_at = greatest(a.told_at, $9), changed_at = $9
            from unnest($1::uuid[], $2::numeric[], $3::numeric[], $4::numeric[], $5::date[], $6::bigint[], $7::date[], $8::bigint[])
              n(id, balance, gained, told, told_on, told_position, last_on, last_position)
            where a.id = n.id
            """,
            ct,
            Column(a => a.Id), balances, Column(a => a.Gained),
            Column(a => a.Book.Told?.Balance), Column(a => a.Book.Told?.After.On), Column(a => a.Book.Told?.After.Position),
            Column(a => a.Book.Last?.On), Column(a => a.Book.Last?.Position), now);

        T[] Column<T>(Func<KnownAccount, T> value) => Array.ConvertAll(accounts, a => value(a));
    }

    private static async Task<decimal[]> BalancesAsync(CrmDb db, KnownAccount[] accounts, CancellationToken ct)
    {
        KnownAccount[] asked = [.. accounts.Where(a => a.Book.NeedsSum)];
        var sums = asked.Length == 0
            ? new Dictionary<Guid, decimal>()
            : (await db.ReadAsync(
                """
                select n.id, s.amount from unnest($1::uuid[], $2::date[], $3::bigint[]) n(id, told_on, told_position) cross join lateral (
                  select coalesce(sum(t.amount), 0) as amount from transactions t
                  where t.account_id = n.id and t.booked_on >= n.told_on and (t.booked_on, t.position) > (n.told_on, n.told_position)) s
                """,
                row => (Id: row.GetGuid(0), Sum: row.GetDecimal(1)),
                ct,
                Array.ConvertAll(asked, a => a.Id),
                Array.ConvertAll(asked, a => a.Book.Told!.Value.After.On),
                Array.ConvertAll(asked, a => a.Book.Told!.Value.After.Position))).ToDictionary(s => s.Id, s => s.Sum);
        return Array.ConvertAll(accounts, a => a.Book.NeedsSum ? a.Book.Told!.Value.Balance + sums[a.Id] : a.Book.Balance);
    }
}

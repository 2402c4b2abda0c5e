using BankCrm.Application.Common;
using BankCrm.Infrastructure.Platform.Database;
using NpgsqlTypes;

namespace BankCrm.Infrastructure.Accounts.Intake;

/// <summary>Stores many accounts at once.</summary>
internal static class AccountSql
{
    public static Task InsertAsync(
        CrmDb db, string source, AccountToStore[] accounts, Func<AccountToStore, byte[]> number, DateTimeOffset now, CancellationToken ct) =>
        db.ExecuteAsync(
            """
            insert into accounts (id, source, number, number_lookup, kind, product_id, currency, status, opened_at_id, opened_on, closed_on, balance, available, hold,
              credit_limit, rate, matures_on, told_balance, told_balance_on, told_balance_position, told_at, source_version, changed_at)
            select n.id, $1, n.number, n.lookup, n.kind, n.product, n.currency, n.status, n.opened_at, n.opened_on, n.closed_on, coalesce(n.balance, 0), n.available,
              n.hold, n.credit_limit, n.rate, n.matures_on, n.balance, n.balance_on, n.balance_position, n.told_at, n.version, $2
            from unnest($3::uuid[], $4::bytea[], $5::bytea[], $6::text[], $7::uuid[], $8::text[], $9::text[], $10::uuid[], $11::date[], $12::date[], $13::numeric[],
              $14::numeric[], $15::numeric[], $16::numeric[], $17::numeric[], $18::date[], $19::date[], $20::bigint[], $21::timestamptz[], $22::bigint[])
              n(id, number, lookup, kind, product, currency, status, opened_at, opened_on, closed_on, balance, available, hold, credit_limit, rate, matures_on,
                balance_on, balance_position, told_at, version)
            """,
            ct,
            source, now,
            Column(accounts, a => a.Id), Column(accounts, number), Column(accounts, a => a.Lookup), Column(accounts, a => a.Told.Kind.ToString()),
            Column(accounts, a => a.Names.Product(a.Told.Product)), Column(accounts, a => a.Told.Currency), Column(accounts, a => a.Told.Status.ToString()),
            Column(accounts, a => a.Names.Branch(a.Told.OpenedAt)), Column(accounts, a => a.Told.OpenedOn), Column(accounts, a => a.Told.ClosedOn),
            Column(accounts, a => a.Balance?.Balance), Column(accounts, a => a.Told.Available), Column(accounts, a => a.Told.Hold),
            Column(accounts, a => a.Told.CreditLimit), Column(accounts, a => a.Told.Rate), Column(accounts, a => a.Told.MaturesOn),
            Column(accounts, a => a.Balance?.After.On), Column(accounts, a => a.Balance?.After.Position),
            Column(accounts, a => a.Told.ToldAt.ToUniversalTime()), Column(accounts, a => a.Told.Version));

    public static Task UpdateAsync(CrmDb db, AccountToStore[] accounts, DateTimeOffset now, CancellationToken ct) =>
        db.ExecuteAsync(
            """
            update accounts a set kind = n.kind, product_id = n.product, status = n.status, opened_at_id = n.opened_at, opened_on = n.opened_on, closed_on = n.closed_on,
              available = n.available, hold = n.hold, credit_limit = n.credit_limit, rate = n.rate, matures_on = n.matures_on, told_at = n.told_at,
              source_version = n.version, changed_at = $1
            from unnest($2::uuid[], $3::text[], $4::uuid[], $5::text[], $6::uuid[], $7::date[], $8::date[], $9::numeric[], $10::numeric[], $11::numeric[], $12::numeric[],
              $13::date[], $14::timestamptz[], $15::bigint[])
              n(id, kind, product, status, opened_at, opened_on, closed_on, available, hold, credit_limit, rate, matures_on, told_at, version)
            where a.id = n.id
            """,
            ct,
            now,
            Column(accounts, a => a.Id), Column(accounts, a => a.Told.Kind.ToString()), Column(accounts, a => a.Names.Product(a.Told.Product)),
            Column(accounts, a => a.Told.Status.ToString()), Column(accounts, a => a.Names.Branch(a.Told.OpenedAt)), Column(accounts, a => a.Told.OpenedOn),
            Column(accounts, a => a.Told.ClosedOn), Column(accounts, a => a.Told.Available), Column(accounts, a => a.Told.Hold),
            Column(accounts, a => a.Told.CreditLimit), Column(accounts, a => a.Told.Rate), Column(accounts, a => a.Told.MaturesOn),
            Column(accounts, a => a.Told.ToldAt.ToUniversalTime()), Column(accounts, a => a.Told.Version));

    /// <summary>When the accounts are stored: only what is not the last status already is a new one.</summary>
    public static Task AddStatusesAsync(CrmDb db, AccountToStore[] accounts, CancellationToken ct) =>
        db.ExecuteAsync(
            """
            insert into account_statuses (account_id, source_version, status, told_at)
            select n.id, n.version, n.status, n.told_at
            from unnest($1::uuid[], $2::bigint[], $3::text[], $4::timestamptz[]) n(id, version, status, told_at)
            where n.status is distinct from (select s.status from account_statuses s where s.account_id = n.id order by s.source_version desc limit 1)
            """,
            ct,
            Column(accounts, a => a.Id), Column(accounts, a => a.Told.Version), Column(accounts, a => a.Told.Status.ToString()),
            Column(accounts, a => a.Told.ToldAt.ToUniversalTime()));

    /// <summary>Exactly those told; whoever stays and is the same is not touched.</summary>
    public static async Task SetHoldersAsync(CrmDb db, AccountToStore[] accounts, CancellationToken ct)
    {
        var holders = accounts.SelectMany(a => a.Told.Holders.Select(h => (a.Id, Customer: a.Names.Customer(h), h.Role, h.Since))).ToArray();
        (Guid[] Accounts, Guid[] Customers, Guid[] Branches, string[] Roles, DateOnly?[] Since) columns = (
            Column(holders, h => h.Id), Column(holders, h => h.Customer.Id), Column(holders, h => h.Customer.BranchId),
            Column(holders, h => h.Role.ToString()), Column(holders, h => h.Since));
        if (accounts.Any(a => a.Known is not null))
        {
            await db.ExecuteAsync(
                """
                delete from account_holders h where h.account_id = any ($1) and not exists (
                  select from unnest($2::uuid[], $3::uuid[]) n(account_id, customer_id) where n.account_id = h.account_id and n.customer_id = h.customer_id)
                """,
                ct, Column(accounts, a => a.Id), columns.Accounts, columns.Customers);
        }

        await db.ExecuteAsync(
            """
            insert into account_holders as h (account_id, customer_id, branch_id, role, since)
            select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::date[])
            on conflict (account_id, customer_id) do update set role = excluded.role, since = excluded.since
              where (h.role, h.since) is distinct from (excluded.role, excluded.since)
            """,
            ct,
            columns.Accounts, columns.Customers, columns.Branches, columns.Roles, (NpgsqlDbType.Array | NpgsqlDbType.Date, columns.Since));
    }

    private static T[] Column<TRow, T>(TRow[] rows, Func<TRow, T> value) => Array.ConvertAll(rows, r => value(r));
}

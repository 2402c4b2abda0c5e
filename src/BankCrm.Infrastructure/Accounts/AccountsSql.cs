using BankCrm.Domain.Accounts;
using BankCrm.Domain.Common;
using BankCrm.Infrastructure.Platform.Database;

namespace BankCrm.Infrastructure.Accounts;

/// <summary>What of the accounts is kept by the database itself. For migrations.</summary>
public static class AccountsSql
{
    /// <summary>
    /// Movements, a table for each month of the booking day: a month is read alone, and goes as a whole when it need not be kept any more. The run-time role
    /// reaches them by the common name only, where row-level security holds.
    /// </summary>
    public const string Transactions =
        """
        create table transactions (
          account_id uuid not null,
          booked_on date not null,
          value_on date not null,
          position bigint not null,
          booked_at timestamp with time zone,
          amount numeric(19,4) not null,
          balance_after numeric(19,4),
          reference character varying(64) collate "C" not null,
          kind character varying(40) not null,
          channel character varying(40) not null,
          category character varying(40) not null,
          counterparty character varying(200) not null,
          counterparty_account character varying(40) not null,
          text character varying(500) not null,
          constraint pk_transactions primary key (account_id, booked_on, reference)
        ) partition by range (booked_on);
        """;

    /// <summary>
    /// Makes the tables of months that are missing. $1 their first days. Looks into the catalogue itself, not with to_regclass: that one may not have heard yet
    /// what another session has just made.
    /// </summary>
    private const string Months =
        """
        create function ensure_transaction_months(months date[]) returns void
        language plpgsql security definer set search_path = public, pg_temp
        as $$
        declare
          month date;
          name text;
        begin
          foreach month in array months loop
            month := date_trunc('month', month);
            name := 'transactions_' || to_char(month, 'YYYY_MM');
            continue when exists (select from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'transactions'::regclass and c.relname = name);
            perform pg_advisory_xact_lock(hashtext('transaction_months'));
            continue when exists (select from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'transactions'::regclass and c.relname = name);
            execute format('create table %I (like transactions including defaults)', name);
            execute format('alter table %I enable row level security', name);
            execute format('alter table transactions attach partition %I for values from (%L) to (%L)', name, month, (month + interval '1 month')::date);
            if exists (select from pg_roles where rolname = 'bankcrm_app') then
              execute format('revoke all on %I from bankcrm_app', name);
            end if;
          end loop;
        end
        $$;
        revoke all on function ensure_transaction_months from public;
        do $$ begin
          if exists (select from pg_roles where rolname = 'bankcrm_app') then
            grant execute on function ensure_transaction_months to bankcrm_app;
          end if;
        end $$;
        """;

    /// <summary>A kind of account as its bit in <see cref="HeldKinds"/>.</summary>
    private static readonly string Bit = $"case k.kind {string.Join(' ', Enum.GetValues<AccountKind>().Select(k => $"when '{k}' then {(int)HeldKindsOf.Of(k)}"))} else 0 end";

    /// <summary>
    /// Counts what customers hold, each named once. Two at once wait for each other before either looks, so that neither counts what the other is about to change.
    /// </summary>
    public static string Recount { get; } =
        $"""
        create or replace function recount_customer_totals(customers uuid[]) returns void
        language plpgsql
        as $$
        begin
          if (select count(*) from customer_totals where customer_id = any (customers)) < cardinality(customers) then
            insert into customer_totals (customer_id, branch_id, assets, liabilities, deposits, investments, insurance, loans, cards, accounts, kinds, held, without_rate)
              select c.id, c.branch_id, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 from customers c
              where c.id = any (customers) and exists (select from account_holders h where h.customer_id = c.id)
                and not exists (select from customer_totals t where t.customer_id = c.id)
              order by c.id
              on conflict do nothing;
          end if;
          perform from customer_totals where customer_id = any (customers) order by customer_id for no key update;
          update customer_totals t set
            branch_id = n.branch_id, deposits = n.deposits, investments = n.investments, insurance = n.insurance,
            assets = n.deposits + n.investments + n.insurance, loans = n.loans, cards = n.cards, liabilities = n.loans + n.cards + n.overdrafts,
            accounts = n.accounts, kinds = n.kinds, held = n.held, without_rate = n.without_rate, last_movement_on = n.last_movement_on
          from (
            select k.customer_id, k.branch_id,
              coalesce(sum(k.value) filter (where k.kind in ('Current', 'Savings', 'TimeDeposit') and k.value > 0), 0) as deposits,
              coalesce(sum(k.value) filter (where k.kind in ('Wealth', 'Custody') and k.value > 0), 0) as investments,
              coalesce(sum(k.value) filter (where k.kind = 'Insurance' and k.value > 0), 0) as insurance,
              coalesce(-sum(k.value) filter (where k.kind = 'Loan' and k.value < 0), 0) as loans,
              coalesce(-sum(k.value) filter (where k.kind = 'CreditCard' and k.value < 0), 0) as cards,
              coalesce(-sum(k.value) filter (where k.kind not in ('Loan', 'CreditCard') and k.value < 0), 0) as overdrafts,
              count(k.status) filter (where k.status <> 'Closed') as accounts,
              count(distinct k.kind) filter (where k.status <> 'Closed') as kinds,
              coalesce(bit_or({Bit}) filter (where k.status <> 'Closed'), 0) as held,
              count(*) filter (where k.balance <> 0 and k.value is null) as without_rate,
              max(k.last_movement_on) as last_movement_on
            from (
              select c.id as customer_id, c.branch_id, a.kind, a.status, a.balance, a.last_movement_on, round(a.balance * case when a.currency = '{Currencies.Home}' then 1 else r.rate end, 2) as value
              from customers c
              left join account_holders h on h.customer_id = c.id and h.role = 'Owner'
              left join accounts a on a.id = h.account_id
              left join lateral (
                select e.rate from exchange_rates e where e.currency = a.currency and e.valid_from <= current_date order by e.valid_from desc limit 1
              ) r on a.currency <> '{Currencies.Home}'
              where c.id = any (customers)) k
            group by k.customer_id, k.branch_id) n
          where n.customer_id = t.customer_id;
        end
        $$;
        """;

    /// <summary>For the migration that begins to keep which kinds of account a customer has: as it is counted from now on, and all that there are counted anew.</summary>
    public static IReadOnlyList<string> KindsHeld { get; } =
    [
        Recount,
        $"""
        update customer_totals t set held = n.held
        from (
          select h.customer_id, bit_or({Bit}) as held from account_holders h join accounts k on k.id = h.account_id
          where h.role = 'Owner' and k.status <> 'Closed' group by h.customer_id) n
        where n.customer_id = t.customer_id;
        """,
    ];

    /// <summary>Whoever changes accounts or holders, by whatever road, leaves the customers' totals right.</summary>
    private const string Triggers =
        """
        create function accounts_changed() returns trigger language plpgsql
        as $$
        begin
          perform recount_customer_totals(array(
            select distinct h.customer_id from now_so n join was_so w on w.id = n.id join account_holders h on h.account_id = n.id and h.role = 'Owner'
            where (n.balance, n.status, n.kind) is distinct from (w.balance, w.status, w.kind) or n.last_movement_on is distinct from w.last_movement_on
            order by 1));
          return null;
        end
        $$;
        create trigger accounts_changed after update on accounts
          referencing old table as was_so new table as now_so for each statement execute function accounts_changed();

        create function account_holders_changed() returns trigger language plpgsql
        as $$
        begin
          if tg_op = 'UPDATE' then
            perform recount_customer_totals(array(select customer_id from was_so union select customer_id from now_so order by 1));
          else
            perform recount_customer_totals(array(select distinct customer_id from now_so order by 1));
          end if;
          return null;
        end
        $$;
        create trigger account_holders_added after insert on account_holders
          referencing new table as now_so for each statement execute function account_holders_changed();
        create trigger account_holders_moved after update on account_holders
          referencing old table as was_so new table as now_so for each statement execute function account_holders_changed();
        create trigger account_holders_gone after delete on account_holders
          referencing old table as now_so for each statement execute function account_holders_changed();

        create function exchange_rates_changed() returns trigger language plpgsql
        as $$
        begin
          perform recount_customer_totals(array(
            select distinct h.customer_id from now_so r join accounts a on a.currency = r.currency join account_holders h on h.account_id = a.id and h.role = 'Owner'
            order by 1));
          return null;
        end
        $$;
        create trigger exchange_rates_added after insert on exchange_rates
          referencing new table as now_so for each statement execute function exchange_rates_changed();
        create trigger exchange_rates_changed after update on exchange_rates
          referencing new table as now_so for each statement execute function exchange_rates_changed();
        """;

    /// <summary>Rows are changed often and in place: room is left on each page, so that no index has to hear of it.</summary>
    private const string Room =
        """
        alter table accounts set (fillfactor = 75);
        alter table customer_totals set (fillfactor = 75);
        alter table account_months set (fillfactor = 85);
        """;

    /// <summary>For when the tables are there.</summary>
    public static IReadOnlyList<string> AfterTables { get; } =
    [
        Months,
        RowSecuritySql.Protect("account_holders"),
        RowSecuritySql.Protect("customer_totals"),
        RowSecuritySql.ProtectHeld("accounts", "id"),
        RowSecuritySql.ProtectHeld("account_statuses", "account_id"),
        RowSecuritySql.ProtectHeld("account_months", "account_id"),
        RowSecuritySql.ProtectHeld("transactions", "account_id"),
        Recount,
        Triggers,
        Room,
    ];

    public const string Remove =
        """
        drop function ensure_transaction_months cascade;
        drop function accounts_changed cascade;
        drop function account_holders_changed cascade;
        drop function exchange_rates_changed cascade;
        drop function recount_customer_totals cascade;
        drop table transactions;
        """;
}

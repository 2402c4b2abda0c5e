using BankCrm.Infrastructure.Platform.Database;

namespace BankCrm.Infrastructure.Tasks.Interactions;

/// <summary>What the database itself knows of interactions.</summary>
internal static class InteractionsSql
{
    /// <summary>
    /// Whoever writes, changes, withdraws or moves interactions, by whatever road, leaves the last contact right. It looks with the eyes of the
    /// system: the writer may not see what colleagues wrote for their branch. Two at once wait for each other before either looks.
    /// </summary>
    private const string LastContacts =
        """
        create function keep_last_contacts(customers uuid[]) returns void language plpgsql
        as $$
        begin
          perform from customers c where c.id = any ($1) order by c.id for no key update;
          delete from last_contacts l where l.customer_id = any ($1) and not exists (
            select from interactions i where i.customer_id = l.customer_id and i.withdrawn_at is null and i.audience in ('Everyone', 'Branch'));
          insert into last_contacts (customer_id, branch_id, at, kind)
            select c.id, c.branch_id, i.at, i.kind
            from customers c
            join lateral (
              select i.at, i.kind from interactions i
              where i.customer_id = c.id and i.withdrawn_at is null and i.audience in ('Everyone', 'Branch')
              order by i.at desc, i.id desc limit 1) i on true
            where c.id = any ($1)
            order by c.id
            on conflict (customer_id) do update set branch_id = excluded.branch_id, at = excluded.at, kind = excluded.kind;
        end
        $$;

        create function interactions_changed() returns trigger
        language plpgsql security definer
        set search_path = public, pg_temp
        set crm.scope = 'all'
        set crm.audience = 'all'
        as $$
        begin
          if tg_op = 'UPDATE' then
            perform keep_last_contacts(array(select customer_id from was_so union select customer_id from now_so order by 1));
          else
            perform keep_last_contacts(array(select distinct customer_id from now_so order by 1));
          end if;
          return null;
        end
        $$;
        create trigger interactions_added after insert on interactions
          referencing new table as now_so for each statement execute function interactions_changed();
        create trigger interactions_moved after update on interactions
          referencing old table as was_so new table as now_so for each statement execute function interactions_changed();
        create trigger interactions_gone after delete on interactions
          referencing old table as now_so for each statement execute function interactions_changed();
        """;

    /// <summary>For when the tables are there.</summary>
    public static IReadOnlyList<string> AfterTables { get; } =
    [
        RowSecuritySql.Protect("interactions"), RowSecuritySql.ProtectReaders("interactions"), RowSecuritySql.Protect("interaction_corrections"),
        RowSecuritySql.ProtectReaders("interaction_corrections"), RowSecuritySql.Protect("last_contacts"), LastContacts,
    ];

    public const string Remove =
        """
        drop function interactions_changed cascade;
        drop function keep_last_contacts cascade;
        """;
}

namespace BankCrm.Infrastructure.Customers.Bulk;

/// <summary>The function that finds a whole chunk's look-alikes. For migrations.</summary>
public static class CustomerMatchesSql
{
    /// <summary>
    /// Looks through all branches, as its owner, and names customers only to those whose scope they are in: row-level security goes on
    /// hiding the others. What the caller's scope is must be an argument, because within the function it is another.
    /// </summary>
    public const string Text =
        """
        create function customer_matches(
          documents bytea[], kinds text[], countries text[], document_asked int[],
          births bytea[], birth_asked int[], phones bytea[], phone_asked int[],
          sees_all boolean default coalesce(current_setting('crm.scope', true), '') = 'all')
        returns table (asked int, what text, customer_id uuid)
        language sql stable security definer
        set search_path = pg_catalog, public, pg_temp
        set crm.scope = 'all'
        as $$
          with found as (
            select q.asked, 'Document' as what, d.customer_id, d.branch_id
            from unnest(documents, kinds, countries, document_asked) as q(lookup, kind, country, asked)
            join identity_documents d on d.lookup = q.lookup and d.kind = q.kind and d.country = q.country
            union all
            select q.asked, 'NameAndBirth', c.id, c.branch_id
            from unnest(births, birth_asked) as q(lookup, asked)
            cross join lateral (select id, branch_id from customers where name_and_birth = q.lookup limit 10) c
            union all
            select q.asked, 'Phone', p.customer_id, p.branch_id
            from unnest(phones, phone_asked) as q(lookup, asked)
            cross join lateral (
              select customer_id, branch_id from contact_points where lookup = q.lookup and ended_on is null limit 10) p
          )
          select distinct f.asked, f.what,
            case when sees_all or f.branch_id = any (string_to_array(nullif(current_setting('crm.branches', true), ''), ',')::uuid[])
              then f.customer_id end
          from found f
          order by 1, 2, 3
        $$;
        revoke all on function customer_matches from public;
        do $$ begin
          if exists (select from pg_roles where rolname = 'bankcrm_app') then
            grant execute on function customer_matches to bankcrm_app;
          end if;
        end $$;
        """;
}

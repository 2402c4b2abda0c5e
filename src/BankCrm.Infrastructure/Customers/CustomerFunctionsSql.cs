namespace BankCrm.Infrastructure.Customers;

/// <summary>Functions of the database that registering customers needs. For migrations.</summary>
public static class CustomerFunctionsSql
{
    /// <summary>
    /// Looks through all branches, as its owner, and tells the branch and the rule only: whoever registers a customer must learn that
    /// there is one, and nothing about them. Row-level security goes on hiding every row from the caller.
    /// </summary>
    public const string Twins =
        """
        create function customer_twins(
          document bytea, document_kind text, document_country text, born bytea, spelling text, mobile bytea, landline bytea)
        returns table (rule text, branch_id uuid)
        language sql stable security definer
        set search_path = public, pg_temp
        set crm.scope = 'all'
        as $$
          select 'Document', d.branch_id from identity_documents d
            where d.lookup = document and d.kind = document_kind and d.country = document_country
          union
          select 'NameAndBirth', c.branch_id from customers c where c.name_and_birth = born
          union
          select 'NameAndPhone', p.branch_id from contact_points p
            where p.lookup = any (array[mobile, landline]) and p.ended_on is null
              and exists (select from name_keys k
                where k.key = spelling and k.branch_id = p.branch_id and k.customer_id = p.customer_id and not k.is_part)
        $$;
        revoke all on function customer_twins from public;
        """;

    /// <summary>Many at once, for imports.</summary>
    public const string Numbers =
        """
        create function take_customer_numbers(how_many integer) returns table (number bigint)
        language sql volatile rows 10
        as $$ select nextval('customer_numbers') from generate_series(1, how_many) $$;
        revoke all on function take_customer_numbers from public;
        """;

    /// <summary>
    /// The first keys of a stretch in several branches: each branch's where the index has it, which no single range over all of them is.
    /// Row-level security holds as for the table.
    /// </summary>
    public const string NamesOfBranches =
        """
        create function name_keys_of_branches(first text, below text, part boolean, most integer, branch_ids uuid[])
        returns setof name_keys
        language sql stable
        as $$
          select k.* from branches b cross join lateral (
            select n.* from name_keys n
              where n.branch_id = b.id and n.is_part = part and n.key >= first and n.key < below order by n.key limit most) k
            where branch_ids is null or b.id = any (branch_ids)
            order by k.key limit most
        $$;
        revoke all on function name_keys_of_branches from public;
        do $$ begin
          if exists (select from pg_roles where rolname = 'bankcrm_app') then
            grant execute on function name_keys_of_branches to bankcrm_app;
          end if;
        end $$;
        """;

    /// <summary>Nobody else may call them.</summary>
    public const string Grants =
        """
        do $$ begin
          if exists (select from pg_roles where rolname = 'bankcrm_app') then
            grant execute on function customer_twins to bankcrm_app;
            grant execute on function take_customer_numbers to bankcrm_app;
          end if;
        end $$;
        """;
}

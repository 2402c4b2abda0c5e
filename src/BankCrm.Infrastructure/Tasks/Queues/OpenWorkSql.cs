namespace BankCrm.Infrastructure.Tasks.Queues;

/// <summary>The function that counts the open work of colleagues in all branches. For migrations.</summary>
public static class OpenWorkSql
{
    /// <summary>
    /// Counts in all branches, as its owner, and tells numbers only, of those who work in or cover a branch that the caller sees: row-level security goes on hiding every piece of work. A kind of work
    /// that is to count must be counted here. What the caller's scope is must be an argument, because within the function it is another.
    /// </summary>
    public const string Text =
        """
        create function open_work(staff_ids uuid[], branch uuid, sees_all boolean default coalesce(current_setting('crm.scope', true), '') = 'all')
        returns table (kind text, staff_id uuid, priority text, is_here boolean, pieces integer)
        language sql stable security definer
        set search_path = pg_catalog, public, pg_temp
        set crm.scope = 'all'
        as $$
          with seen as (
            select string_to_array(nullif(current_setting('crm.branches', true), ''), ',')::uuid[] as branches),
          asked as (
            select s.id from staff s cross join seen
            where s.id = any (staff_ids)
              and (sees_all or s.home_branch_id = any (seen.branches)
                or exists (select from branch_coverages c where c.staff_id = s.id and c.branch_id = any (seen.branches))))
          select 'FollowUp', f.owner_id, f.priority::text, f.branch_id = branch, count(*)::integer
            from asked a join follow_ups f on f.owner_id = a.id where f.ended_at is null group by 2, 3, 4
          union all
          select 'Case', q.owner_id, q.priority::text, q.branch_id = branch, count(*)::integer
            from asked a join service_cases q on q.owner_id = a.id where q.ended_at is null group by 2, 3, 4
          union all
          select 'Enquiry', e.owner_id, '', e.branch_id = branch, count(*)::integer
            from asked a join enquiries e on e.owner_id = a.id where e.ended_at is null group by 2, 4
        $$;
        revoke all on function open_work from public;
        do $$ begin
          if exists (select from pg_roles where rolname = 'bankcrm_app') then
            grant execute on function open_work to bankcrm_app;
          end if;
        end $$;
        """;

    public const string Remove = "drop function open_work;";
}

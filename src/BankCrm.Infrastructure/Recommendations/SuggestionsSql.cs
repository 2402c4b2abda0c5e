using BankCrm.Application.Common;
using BankCrm.Application.Recommendations.Offers;
using BankCrm.Infrastructure.Platform.Database;
using NpgsqlTypes;

namespace BankCrm.Infrastructure.Recommendations;

/// <summary>A branch whose customers are to be asked.</summary>
/// <param name="By">The rules in use, when the scores were written that they name, and the day of the habits they read.</param>
/// <param name="After">Those up to this one have been asked already.</param>
internal sealed record BranchDue(Guid Branch, string By, Guid After);

/// <summary>The statements of the list, each within the transaction that is open.</summary>
internal static class SuggestionsSql
{
    /// <summary>
    /// Who looks after a customer, and in which branch, is followed at once, by whatever road it changes: the list of a colleague shows no customer of another.
    /// It looks with the eyes of the system, for the row may leave the branches of whoever changes it.
    /// </summary>
    public const string FollowCustomers =
        """
        create or replace function suggestions_follow_customers() returns trigger
        language plpgsql security definer
        set search_path = public, pg_temp
        set crm.scope = 'all'
        as $$
        begin
          update suggestions set owner_id = new.owner_id, branch_id = new.branch_id where customer_id = new.id;
          return null;
        end
        $$;
        create or replace trigger suggestions_follow_customers after update of owner_id, branch_id on customers
          for each row when (old.owner_id is distinct from new.owner_id or old.branch_id is distinct from new.branch_id) execute function suggestions_follow_customers();
        """;

    public const string Remove = "drop function suggestions_follow_customers cascade;";

    /// <summary>Takes a branch that is due, until the transaction ends. Null: there is none, or others are at them.</summary>
    public static async Task<BranchDue?> TakeBranchAsync(CrmDb db, CancellationToken ct)
    {
        await db.ExecuteAsync(
            """
            insert into suggestion_counts (branch_id, after)
            select b.id, '00000000-0000-0000-0000-000000000000' from branches b where b.kind in ('Branch', 'Bank') and not exists (select from suggestion_counts c where c.branch_id = b.id)
            on conflict do nothing
            """,
            ct);
        var due = await db.ReadAsync(
            """
            with scored as (
              select coalesce(string_agg(v.id::text || extract(epoch from v.scored_at)::text, ',' order by v.id), '') as by from score_versions v
              where v.state = 'InUse' and v.scored_at is not null and exists (
                select from recommendation_rules r where r.state = 'Approved' and (r.score_id = v.history_id or position(v.history_id::text in r.definition) > 0))),
            rules as (
              select md5(coalesce(string_agg(r.id::text, ',' order by r.id), 'none') || (select by from scored)) as now from recommendation_rules r where r.state = 'Approved'),
            due as (
              select b.id as branch_id, rules.now || ' ' || coalesce(h.counted_on::text, '') as by from branches b cross join rules left join habit_counts h on h.branch_id = b.id)
            select c.branch_id, due.by, case when c.counting_by = due.by then c.after end
            from suggestion_counts c join due on due.branch_id = c.branch_id
            where c.counted_by is distinct from due.by
            order by c.counted_at nulls first, c.branch_id limit 1 for update of c skip locked
            """,
            row => new BranchDue(row.GetGuid(0), row.GetString(1), row.IsDBNull(2) ? Guid.Empty : row.GetGuid(2)), ct);
        return due is [var branch] ? branch : null;
    }

    /// <summary>Writes what is suggested for some customers of a branch, and touches no row that says so already.</summary>
    public static async Task PutAsync(CrmDb db, List<Guid> customers, IReadOnlyList<NewSuggestion> suggestions, CancellationToken ct)
    {
        var (ofCustomer, ofRule) = (suggestions.Select(s => s.CustomerId).ToArray(), suggestions.Select(s => s.RuleId).ToArray());
        await db.ExecuteAsync(
            """
            delete from suggestions s where s.customer_id = any ($1)
              and not exists (select from unnest($2::uuid[], $3::uuid[]) n (customer_id, rule_id) where n.customer_id = s.customer_id and n.rule_id = s.rule_id)
            """,
            ct, customers.ToArray(), ofCustomer, ofRule);
        await db.ExecuteAsync(
            """
            insert into suggestions as s (customer_id, rule_id, rule_version_id, branch_id, owner_id, points)
            select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::int[])
            on conflict (customer_id, rule_id) do update
            set rule_version_id = excluded.rule_version_id, branch_id = excluded.branch_id, owner_id = excluded.owner_id, points = excluded.points
            where (s.rule_version_id, s.branch_id, s.owner_id, s.points) is distinct from (excluded.rule_version_id, excluded.branch_id, excluded.owner_id, excluded.points)
            """,
            ct, ofCustomer, ofRule, suggestions.Select(s => s.RuleVersionId).ToArray(), suggestions.Select(s => s.BranchId).ToArray(), suggestions.Select(s => s.OwnerId).ToArray(),
            suggestions.Select(s => s.Points).ToArray());
    }

    public static Task GoOnAsync(CrmDb db, BranchDue branch, Guid after, CancellationToken ct) =>
        db.ExecuteAsync("update suggestion_counts set counting_by = $2, after = $3 where branch_id = $1", ct, branch.Branch, branch.By, after);

    /// <summary>All customers of the branch have been asked. What is left of those who went is forgotten.</summary>
    public static async Task EndAsync(CrmDb db, BranchDue branch, DateTimeOffset now, CancellationToken ct)
    {
        await db.ExecuteAsync(
            "delete from suggestions s where s.branch_id = $1 and not exists (select from customers c where c.id = s.customer_id and c.branch_id = $1 and c.merged_into_id is null)", ct, branch.Branch);
        await db.ExecuteAsync(
            "update suggestion_counts set counted_at = $2, counted_by = $3, counting_by = null, after = '00000000-0000-0000-0000-000000000000' where branch_id = $1",
            ct, branch.Branch, (NpgsqlDbType.TimestampTz, now), branch.By);
    }
}

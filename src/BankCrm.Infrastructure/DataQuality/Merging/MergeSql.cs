using BankCrm.Application.Common;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace BankCrm.Infrastructure.DataQuality.Merging;

/// <summary>The statements of a merge. Names of tables and columns are the model's own.</summary>
internal static class MergeSql
{
    /// <summary>For the length of the transaction: a note moves with its customer, whoever may read it.</summary>
    public const string SeeAllRows = "select set_config('crm.audience', 'all', true)";

    /// <summary>Nothing that points at either record is added by others while they are merged.</summary>
    public const string Lock = "select id from customers where id = any ($1) order by id for update";

    public const string KeepRecords =
        """
        insert into merge_images (id, merge_id, branch_id, table_name, before, fate)
        select gen_random_uuid(), $1, $2, 'customers', to_jsonb(t), 'Changed' from customers t where t.id = any ($3)
        """;

    public const string KeepNames =
        """
        insert into merge_images (id, merge_id, branch_id, table_name, before, fate)
        select gen_random_uuid(), $1, $2, 'name_keys', to_jsonb(t), 'Removed' from name_keys t where t.customer_id = any ($3)
        """;

    public const string RecordsNow =
        """
        update merge_images i set after = to_jsonb(t) from customers t
        where i.merge_id = $1 and i.table_name = 'customers' and i.fate = 'Changed' and t.id = (i.before ->> 'id')::uuid
        """;

    public const string ForgetKeptNames =
        """
        delete from merge_images i using name_keys t
        where i.merge_id = $1 and i.table_name = 'name_keys' and t.customer_id = any ($2) and to_jsonb(t) = i.before
        """;

    public const string KeepNewNames =
        """
        insert into merge_images (id, merge_id, branch_id, table_name, after, fate)
        select gen_random_uuid(), $1, $2, 'name_keys', to_jsonb(t), 'Added' from name_keys t
        where t.customer_id = any ($3) and not exists
          (select from merge_images i where i.merge_id = $1 and i.table_name = 'name_keys' and i.before = to_jsonb(t))
        """;

    public const string Counts =
        """
        select table_name, fate, count(*)::int from merge_images where merge_id = $1 and table_name not in ('name_keys', 'duplicate_pairs') group by 1, 2 order by 1, 2
        """;

    public const string Images = "select id, before::text from merge_images where merge_id = $1 and table_name = $2 and fate = 'Moved'";

    public const string Stays = "update merge_images set fate = 'Stayed' where id = $1";

    public const string LeaveChanged = "update merge_images set fate = 'Left' where merge_id = $1 and fate in ('Moved', 'Changed')";

    public const string DropNewNames =
        """
        delete from name_keys t using merge_images i
        where i.merge_id = $1 and i.table_name = 'name_keys' and i.fate = 'Added' and t.customer_id = (i.after ->> 'customer_id')::uuid
          and to_jsonb(t) = i.after and t.customer_id in
            (select (c.before ->> 'id')::uuid from merge_images c where c.merge_id = $1 and c.table_name = 'customers' and c.fate = 'Restored')
        """;

    public const string RestoreNames =
        """
        insert into name_keys
        select r.* from merge_images i cross join lateral jsonb_populate_record(null::name_keys, i.before) r
        where i.merge_id = $1 and i.table_name = 'name_keys' and i.fate = 'Removed' and r.customer_id in
          (select (c.before ->> 'id')::uuid from merge_images c where c.merge_id = $1 and c.table_name = 'customers' and c.fate = 'Restored')
        on conflict do nothing
        """;

    /// <summary>$1 the merge, $2 its branch, $3 the survivor, $4 the loser: pairs of the survivor that wait though the loser's were decided.</summary>
    public const string DropWaitingPairs =
        $"""
        with {Verdicts}, gone as (
          delete from duplicate_pairs d using verdicts v
          where d.state = 'Open' and d.first_id = least(v.other, $3) and d.second_id = greatest(v.other, $3) returning d.*)
        insert into merge_images (id, merge_id, branch_id, table_name, before, fate)
        select gen_random_uuid(), $1, $2, 'duplicate_pairs', to_jsonb(gone), 'Removed' from gone
        """;

    /// <summary>Whoever was not the same as the loser is not the same as the survivor. The loser's own pairs stay, for the day it is undone.</summary>
    public const string CarryVerdicts =
        $"""
        with {Verdicts}, made as (
          insert into duplicate_pairs (id, first_id, second_id, score, is_sure, reasons, found_at, sweep_id, state, decided_by, decided_at, remark, changed_at, changed_by)
          select gen_random_uuid(), least(v.other, $3), greatest(v.other, $3), v.score, v.is_sure, v.reasons, v.found_at, v.sweep_id, v.state, v.decided_by, v.decided_at,
            v.remark, now(), v.changed_by from verdicts v
          on conflict do nothing returning *)
        insert into merge_images (id, merge_id, branch_id, table_name, after, fate)
        select gen_random_uuid(), $1, $2, 'duplicate_pairs', to_jsonb(made), 'Added' from made
        """;

    public const string DropCarriedVerdicts =
        """
        delete from duplicate_pairs t using merge_images i
        where i.merge_id = $1 and i.table_name = 'duplicate_pairs' and i.fate = 'Added' and t.id = (i.after ->> 'id')::uuid and to_jsonb(t) = i.after
        """;

    public const string RestoreWaitingPairs =
        """
        insert into duplicate_pairs
        select r.* from merge_images i cross join lateral jsonb_populate_record(null::duplicate_pairs, i.before) r
        where i.merge_id = $1 and i.table_name = 'duplicate_pairs' and i.fate = 'Removed'
        on conflict do nothing
        """;

    private const string Verdicts =
        """
        verdicts as (
          select case when p.first_id = $4 then p.second_id else p.first_id end as other, p.* from duplicate_pairs p
          where (p.first_id = $4 or p.second_id = $4) and p.state = 'NotSame' and p.first_id <> $3 and p.second_id <> $3)
        """;

    private static readonly string[] BranchOfEnds =
    [
        "from_branch_id = case when t.from_id = $2 then $3 else t.from_branch_id end",
        "to_branch_id = case when t.to_id = $2 then $3 else t.to_branch_id end",
    ];

    public static string CountRows(IEnumerable<CustomerReference> references) => string.Join(
        " union all ", references.Select(r => $"select '{r.Table}', count(*)::int from \"{r.Table}\" t where {Points(r, "$1")}"));

    public static string Keep(CustomerReference reference) =>
        $"""
        insert into merge_images (id, merge_id, branch_id, table_name, before, fate)
        select gen_random_uuid(), $1, $2, '{reference.Table}', to_jsonb(t), 'Moved' from "{reference.Table}" t where {Points(reference, "$3")}
        """;

    /// <summary>$1 the survivor, $2 the loser, $3 the survivor's branch, $4 the merge or, for one row, its image; from $5 what was sealed anew.</summary>
    public static string Move(CustomerReference reference, bool oneRow)
    {
        var set = reference.Columns.Select(c => $"\"{c}\" = case when t.\"{c}\" = $2 then $1 else t.\"{c}\" end")
            .Concat(reference.FollowsBranch ? ["branch_id = $3"] : [])
            .Concat(reference.IsBetween ? BranchOfEnds : [])
            .Concat(oneRow ? reference.Sealed.Select((c, i) => $"\"{c}\" = ${i + 5}") : []);
        var which = oneRow ? "i.id = $4" : $"i.merge_id = $4 and i.table_name = '{reference.Table}' and i.fate = 'Moved'";
        return
            $"""
            with moved as (
              update "{reference.Table}" t set {string.Join(", ", set)} from merge_images i
              where {which} and {SameKey(reference, "before")} and $3::uuid is not null
              returning i.id, to_jsonb(t) as now)
            update merge_images m set after = moved.now from moved where m.id = moved.id
            """;
    }

    /// <summary>$1 the merge. A row that has changed since is not as the merge left it, and is left alone.</summary>
    public static string Restore(CustomerReference reference, IReadOnlyList<string> columns) =>
        $"""
        with back as (
          update "{reference.Table}" t set ({string.Join(", ", columns)}) =
            (select {string.Join(", ", columns.Select(c => "r." + c))} from jsonb_populate_record(t, i.before) r)
          from merge_images i
          where i.merge_id = $1 and i.table_name = '{reference.Table}' and i.fate in ('Moved', 'Changed') and i.after is not null
            and {SameKey(reference, "after")} and (to_jsonb(t) || i.after) = to_jsonb(t)
          returning i.id)
        update merge_images m set fate = 'Restored' from back where m.id = back.id
        """;

    private static string Points(CustomerReference reference, string customer) =>
        $"({string.Join(" or ", reference.Columns.Select(c => $"t.\"{c}\" = {customer}"))})";

    private static string SameKey(CustomerReference reference, string image) =>
        string.Join(" and ", reference.Key.Select(k => $"t.\"{k.Column}\" = (i.{image} ->> '{k.Column}')::{k.Type}"));
}

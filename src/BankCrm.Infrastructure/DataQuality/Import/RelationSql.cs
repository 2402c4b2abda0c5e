using BankCrm.Application.Common;
using BankCrm.Domain.DataQuality.Import;
using BankCrm.Infrastructure.Platform.Database;

namespace BankCrm.Infrastructure.DataQuality.Import;

/// <summary>A relation that a row asks for, its other customer sealed.</summary>
internal sealed record NewImportRelation(Guid Id, int Line, int CustomerLine, Guid CustomerId, byte[] Related, string Role, decimal? Share);

/// <summary>The statements about relations of a run, each within the transaction that is open.</summary>
internal static class RelationSql
{
    public const string Table = "import_relations";
    public const string Relations = "relations";

    /// <summary>
    /// Lines whose customer has a relation that the import did not make, if it registered them, or one that it made and somebody has
    /// changed since. $1 the run, $2 lines.
    /// </summary>
    public const string Changed =
        """
        select r.line from imported_customers r
        join relations t on t.from_id = r.customer_id or t.to_id = r.customer_id
        left join import_relations o on o.run_id = r.run_id and o.relation_id = t.id
        where r.run_id = $1 and r.line = any ($2) and (case when o.relation_id is null then r.action = 'Created' else t.changed_at <> o.written_at end)
        """;

    /// <summary>What the import made. $1 the run, $2 customers who are as before again.</summary>
    public const string TakeBack =
        """
        delete from relations t using import_relations o
        where o.run_id = $1 and o.relation_id = t.id and (t.from_id = any ($2) or t.to_id = any ($2))
        """;

    /// <summary>$1 the run, $2 customers.</summary>
    public const string Forget = "delete from import_relations where run_id = $1 and customer_id = any ($2)";

    public static Task<int> ForgetOldAsync(CrmDb db, DateTimeOffset endedBefore, CancellationToken ct) => db.ExecuteAsync(
        "delete from import_relations i using import_runs r where r.id = i.run_id and r.finished_at < $1 and r.status <> 'Undoing'", ct, endedBefore);

    public static Task AddAsync(CrmDb db, ImportRun run, IReadOnlyList<NewImportRelation> rows, CancellationToken ct) => db.ExecuteAsync(
        """
        insert into import_relations (id, run_id, branch_id, line, customer_line, customer_id, related, role, share)
        select r.id, $1, $2, r.line, r.customer_line, r.customer_id, r.related, r.role, r.share
        from unnest($3, $4, $5, $6, $7, $8, $9) as r(id, line, customer_line, customer_id, related, role, share)
        """,
        ct, run.Id, run.BranchId, rows.Select(r => r.Id).ToArray(), rows.Select(r => r.Line).ToArray(), rows.Select(r => r.CustomerLine).ToArray(),
        rows.Select(r => r.CustomerId).ToArray(), rows.Select(r => r.Related).ToArray(), rows.Select(r => r.Role).ToArray(), rows.Select(r => r.Share).ToArray());

    /// <summary>Whoever looked at one of these customers to add a spouse or an owner by hand must look again.</summary>
    public static Task TouchAsync(CrmDb db, Guid[] customers, CancellationToken ct) =>
        db.ExecuteAsync("update customers set changed_by = changed_by where id = any ($1)", ct, customers);

    /// <summary>They were dealt with. $2 and $3: which relation came of which.</summary>
    public static Task SettleAsync(CrmDb db, Guid[] rows, Guid[] made, Guid[] relations, CancellationToken ct) => db.ExecuteAsync(
        """
        update import_relations i set related = null, relation_id = m.relation_id, written_at = t.changed_at
        from import_relations o
        left join unnest($2, $3) as m(id, relation_id) on m.id = o.id
        left join relations t on t.id = m.relation_id
        where i.id = o.id and o.id = any ($1)
        """,
        ct, rows, made, relations);

    /// <summary>A row whose customer had all the rest already has changed them now.</summary>
    /// <returns>How many.</returns>
    public static Task<int> AddChangedAsync(CrmDb db, Guid runId, Guid[] made, CancellationToken ct) => db.ExecuteAsync(
        """
        insert into imported_customers (run_id, branch_id, line, customer_id, action, written_at)
        select distinct i.run_id, i.branch_id, i.customer_line, i.customer_id, 'Updated', c.changed_at
        from import_relations i join customers c on c.id = i.customer_id
        where i.run_id = $1 and i.id = any ($2) and not exists (select from imported_customers r where r.run_id = i.run_id and r.line = i.customer_line)
        """,
        ct, runId, made);

    /// <summary>Those of the lines of which nothing was to be said so far.</summary>
    public static async Task<int> CountUnremarkedAsync(CrmDb db, Guid runId, int[] lines, CancellationToken ct)
    {
        await using var command = db.Command(
            """
            select count(*)::int from (select distinct unnest($2) as line) l
            where not exists (select from import_findings f where f.run_id = $1 and f.line = l.line and f.kind = 'Remark')
            """,
            runId, lines);
        return (int)(await command.ExecuteScalarAsync(ct))!;
    }
}

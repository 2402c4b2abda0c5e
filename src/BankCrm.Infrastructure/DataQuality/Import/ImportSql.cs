using BankCrm.Application.Common;
using BankCrm.Domain.DataQuality.Import;
using BankCrm.Infrastructure.Platform.Database;
using NpgsqlTypes;

namespace BankCrm.Infrastructure.DataQuality.Import;

/// <summary>What one row adds to the findings of a run.</summary>
internal sealed record NewFinding(int Line, ImportFindingKind Kind, ImportField? Field, string Sentence, string[] Args, Guid? CustomerId);

/// <summary>What one chunk adds to the counts of a run.</summary>
internal sealed record ChunkCounts(int LastLine, int Imported, int Updated, int Refused, int AlreadyThere, int Remarked, int LeftOut);

/// <summary>The statements of a run, each within the transaction that is open.</summary>
internal static class ImportSql
{
    /// <summary>Longer than a chunk ever takes: beyond it, whoever held the run is taken for dead.</summary>
    private const string Lease = "interval '60 seconds'";

    /// <summary>Takes the oldest run nobody works at, while no other is worked at anywhere. Null: there is none.</summary>
    public static async Task<Guid?> LeaseAsync(CrmDb db, string worker, Guid? only, CancellationToken ct)
    {
        // One at a time, over all instances: two that ask at the same moment stand in line here.
        await db.ExecuteAsync("select pg_advisory_xact_lock(hashtext('import'))", ct);
        await using var command = db.Command(
            $"""
            update import_progress set leased_by = $1, leased_until = now() + {Lease}
            where run_id = (
                select r.id from import_runs r join import_progress p on p.run_id = r.id
                where r.status in ('Checking', 'Running', 'Cancelling', 'Undoing') and ($2::uuid is null or r.id = $2)
                  and (p.leased_until is null or p.leased_until < now() or p.leased_by = $1)
                order by r.started_at, r.id limit 1)
              and not exists (select from import_progress o where o.leased_until >= now() and o.leased_by <> $1)
            returning run_id
            """,
            worker, (NpgsqlDbType.Uuid, only));
        return await command.ExecuteScalarAsync(ct) as Guid?;
    }

    public static Task ReleaseAsync(CrmDb db, Guid runId, string worker, CancellationToken ct) => db.ExecuteAsync("update import_progress set leased_by = null, leased_until = null where run_id = $1 and leased_by = $2", ct, runId, worker);

    /// <summary>False: the lease was lost, and what was done in this transaction must not stay.</summary>
    public static async Task<bool> CountAsync(CrmDb db, Guid runId, string worker, ChunkCounts counts, CancellationToken ct) => await db.ExecuteAsync(
            $"""
        update import_progress set last_line = $3, imported = imported + $4, refused = refused + $5, already_there = already_there + $6,
          remarked = remarked + $7, left_out = left_out + $8, updated = updated + $9, leased_until = now() + {Lease}
        where run_id = $1 and leased_by = $2
        """,
        ct, runId, worker, counts.LastLine, counts.Imported, counts.Refused, counts.AlreadyThere, counts.Remarked, counts.LeftOut, counts.Updated) == 1;

    public static async Task<bool> CountUndoneAsync(CrmDb db, Guid runId, string worker, int lastLine, int undone, int left, CancellationToken ct) => await db.ExecuteAsync(
        $"""
        update import_progress set last_line = $3, undone = undone + $4, left_changed = left_changed + $5, leased_until = now() + {Lease}
        where run_id = $1 and leased_by = $2
        """,
        ct, runId, worker, lastLine, undone, left) == 1;

    /// <summary>Images that no undo needs any more.</summary>
    public static Task<int> ForgetImagesAsync(CrmDb db, DateTimeOffset endedBefore, CancellationToken ct) => db.ExecuteAsync(
        "delete from import_images i using import_runs r where r.id = i.run_id and r.finished_at < $1 and r.status <> 'Undoing'", ct, endedBefore);

    /// <summary>Nobody else changes these customers until the transaction ends. In one order, so that two who lock wait and do not die.</summary>
    public static Task LockAsync(CrmDb db, Guid[] customers, CancellationToken ct) =>
        db.ExecuteAsync("select id from customers where id = any ($1) order by id for update", ct, customers);

    public static async Task ForgetAsync(CrmDb db, Guid runId, CancellationToken ct)
    {
        await db.ExecuteAsync("delete from import_findings where run_id = $1", ct, runId);
        await db.ExecuteAsync(
            """
            update import_progress set last_line = 0, imported = 0, updated = 0, refused = 0, already_there = 0, remarked = 0, left_out = 0, undone = 0, left_changed = 0,
              leased_by = null, leased_until = null
            where run_id = $1
            """,
            ct, runId);
    }

    public static Task AddFindingsAsync(CrmDb db, Guid runId, Guid branchId, IReadOnlyList<NewFinding> found, CancellationToken ct) =>
        found.Count == 0 ? Task.CompletedTask : db.ExecuteAsync(
            """
            insert into import_findings (run_id, branch_id, line, kind, field, sentence, args, customer_id)
            select $1, $2, line, kind, field, sentence, case when args = '' then '{}'::text[] else string_to_array(args, E'\x1F') end, customer_id
            from unnest($3, $4, $5, $6, $7, $8) as f(line, kind, field, sentence, args, customer_id)
            """,
            ct, runId, branchId,
            found.Select(f => f.Line).ToArray(), found.Select(f => f.Kind.ToString()).ToArray(), found.Select(f => f.Field?.ToString()).ToArray(),
            found.Select(f => f.Sentence).ToArray(), found.Select(f => string.Join('\x1F', f.Args)).ToArray(), found.Select(f => f.CustomerId).ToArray());

    /// <summary>Of an undo: what an earlier one left stays counted, for those rows have not changed since.</summary>
    public static async Task BeginUndoAsync(CrmDb db, Guid runId, CancellationToken ct)
    {
        await db.ExecuteAsync("delete from import_findings where run_id = $1 and kind = 'NotUndone'", ct, runId);
        await db.ExecuteAsync(
            "update import_progress set last_line = 0, left_changed = 0, leased_by = null, leased_until = null where run_id = $1", ct, runId);
    }

    public static Task AddImportedAsync(
        CrmDb db, Guid runId, Guid branchId, ImportAction action, int[] lines, Guid[] customers, CancellationToken ct) => db.ExecuteAsync(
        """
        insert into imported_customers (run_id, branch_id, line, customer_id, action, written_at)
        select $1, $2, r.line, r.customer_id, $3, c.changed_at from unnest($4, $5) as r(line, customer_id) join customers c on c.id = r.customer_id
        """,
        ct, runId, branchId, action.ToString(), lines, customers);
}

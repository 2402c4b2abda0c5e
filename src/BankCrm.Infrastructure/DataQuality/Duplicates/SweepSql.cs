using BankCrm.Application.Common;
using BankCrm.Domain.DataQuality.Duplicates;
using BankCrm.Infrastructure.Platform.Database;

namespace BankCrm.Infrastructure.DataQuality.Duplicates;

/// <summary>A pair that is likely of one customer.</summary>
internal sealed record FoundPair(Guid First, Guid Second, Resemblance Resemblance);

/// <summary>The statements of a sweep, each within the transaction that is open.</summary>
internal static class SweepSql
{
    /// <summary>Longer than a chunk ever takes: beyond it, whoever held the sweep is taken for dead.</summary>
    private const string Lease = "interval '60 seconds'";

    /// <summary>Takes a sweep nobody works at. Null: there is none.</summary>
    public static async Task<Guid?> LeaseAsync(CrmDb db, string worker, CancellationToken ct)
    {
        await db.ExecuteAsync("select pg_advisory_xact_lock(hashtext('duplicate-sweep'))", ct);
        await using var command = db.Command(
            $"""
            with taken as (
                update duplicate_sweep_progress p
                set leased_by = $1, leased_until = now() + {Lease}, customers = 0, read = 0, pairs = 0, compared = 0, found = 0
                from duplicate_sweeps s
                where s.id = p.sweep_id and s.state in ('Waiting', 'Running', 'Stopping') and (p.leased_until is null or p.leased_until < now())
                returning p.sweep_id)
            update duplicate_sweeps s set state = case s.state when 'Waiting' then 'Running' else s.state end
            from taken where s.id = taken.sweep_id returning s.id
            """,
            worker);
        return await command.ExecuteScalarAsync(ct) as Guid?;
    }

    public static Task ReleaseAsync(CrmDb db, Guid sweep, string worker, CancellationToken ct) =>
        db.ExecuteAsync("update duplicate_sweep_progress set leased_until = null where sweep_id = $1 and leased_by = $2", ct, sweep, worker);

    /// <summary>False: somebody stopped it, or another process has it.</summary>
    public static async Task<bool> TellAsync(
        CrmDb db, Guid sweep, string worker, (int Customers, int Read, int Pairs, int Compared, int Found) counts, CancellationToken ct)
    {
        await using var command = db.Command(
            $"""
            update duplicate_sweep_progress p
            set customers = $3, read = $4, pairs = $5, compared = $6, found = $7, leased_until = now() + {Lease}
            from duplicate_sweeps s
            where p.sweep_id = $1 and p.leased_by = $2 and s.id = p.sweep_id
            returning s.state = 'Running'
            """,
            sweep, worker, counts.Customers, counts.Read, counts.Pairs, counts.Compared, counts.Found);
        return await command.ExecuteScalarAsync(ct) is true;
    }

    /// <summary>What somebody has decided stays decided.</summary>
    public static Task KeepAsync(CrmDb db, Guid sweep, DateTimeOffset now, IReadOnlyList<FoundPair> found, CancellationToken ct) =>
        found.Count == 0 ? Task.CompletedTask : db.ExecuteAsync(
            """
            insert into duplicate_pairs (id, first_id, second_id, score, is_sure, reasons, found_at, sweep_id, state, remark, changed_at)
            select f.id, f.first_id, f.second_id, f.score, f.is_sure, string_to_array(f.reasons, ','), $1, $2, 'Open', '', $1
            from unnest($3, $4, $5, $6, $7, $8) as f(id, first_id, second_id, score, is_sure, reasons)
            where exists (select from customers c where c.id = f.first_id) and exists (select from customers c where c.id = f.second_id)
            on conflict (first_id, second_id) do update
            set score = excluded.score, is_sure = excluded.is_sure, reasons = excluded.reasons, sweep_id = excluded.sweep_id, changed_at = excluded.changed_at
            where duplicate_pairs.state = 'Open'
            """,
            ct, now, sweep, found.Select(_ => Guid.CreateVersion7()).ToArray(), found.Select(f => f.First).ToArray(), found.Select(f => f.Second).ToArray(),
            found.Select(f => (short)f.Resemblance.Score).ToArray(), found.Select(f => f.Resemblance.IsSure).ToArray(),
            found.Select(f => string.Join(',', f.Resemblance.Reasons)).ToArray());

    /// <summary>Pairs that were waiting and are no longer alike: one of them was put right.</summary>
    public static Task ForgetOthersAsync(CrmDb db, Guid sweep, CancellationToken ct) =>
        db.ExecuteAsync("delete from duplicate_pairs where state = 'Open' and sweep_id <> $1", ct, sweep);
}

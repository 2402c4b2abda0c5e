using BankCrm.Application.Common;
using BankCrm.Domain.Segments.Scores;
using BankCrm.Infrastructure.Platform.Database;
using NpgsqlTypes;

namespace BankCrm.Infrastructure.Segments.Scores;

internal sealed record NewOutcomeRow(Guid Id, int Place, Guid? CustomerId, Guid BranchId, bool? Outcome, DateOnly? Day, double? Rank, byte[] Cells, Guid? SourceId = null);

internal sealed record NewCustomerScore(Guid CustomerId, Guid BranchId, Guid? RowId, double Probability, int Tenth);

/// <summary>The statements of histories and scores, each within the transaction that is open.</summary>
internal static class ScoreSql
{
    /// <summary>Longer than it ever takes to tell how far it is: beyond it, whoever held the version is taken for dead.</summary>
    private const string Lease = "interval '3 minutes'";

    /// <summary>Takes a list that waits to be read, until the transaction ends. Null: there is none, or another process has it.</summary>
    public static async Task<Guid?> TakeHistoryAsync(CrmDb db, Guid? only, CancellationToken ct)
    {
        await using var command = db.Command(
            "select id from outcome_histories where state = 'Waiting' and gathers is null and ($1::uuid is null or id = $1) order by id limit 1 for no key update skip locked", (NpgsqlDbType.Uuid, only));
        return await command.ExecuteScalarAsync(ct) as Guid?;
    }

    /// <summary>Of an attempt that was read before in another way.</summary>
    public static Task ForgetRowsAsync(CrmDb db, Guid history, CancellationToken ct) => db.ExecuteAsync("delete from outcome_rows where history_id = $1", ct, history);

    public static Task AddRowsAsync(CrmDb db, Guid history, IReadOnlyList<NewOutcomeRow> rows, CancellationToken ct) => db.ExecuteAsync(
        """
        insert into outcome_rows (history_id, id, place, customer_id, branch_id, outcome, day, rank, cells, source_id)
        select $1, * from unnest($2, $3, $4, $5, $6, $7, $8, $9, $10)
        on conflict (history_id, source_id) where source_id is not null do nothing
        """,
        ct, history, rows.Select(r => r.Id).ToArray(), rows.Select(r => r.Place).ToArray(), rows.Select(r => r.CustomerId).ToArray(), rows.Select(r => r.BranchId).ToArray(),
        rows.Select(r => r.Outcome).ToArray(), rows.Select(r => r.Day).ToArray(), rows.Select(r => r.Rank).ToArray(), rows.Select(r => r.Cells).ToArray(), rows.Select(r => r.SourceId).ToArray());

    /// <summary>Takes a history to be gathered, or one that a dead process left. Null: there is none, or others are at them.</summary>
    public static async Task<Guid?> TakeGatheringAsync(CrmDb db, CancellationToken ct)
    {
        await using var command = db.Command(
            $"""
            update outcome_histories set leased_until = now() + {Lease}
            where id = (
              select id from outcome_histories where state = 'Waiting' and gathers is not null and (leased_until is null or leased_until < now()) order by id limit 1 for update skip locked)
            returning id
            """);
        return await command.ExecuteScalarAsync(ct) as Guid?;
    }

    public static Task TellGatheringAsync(CrmDb db, Guid history, double progress, CancellationToken ct) =>
        db.ExecuteAsync($"update outcome_histories set progress = $2, leased_until = now() + {Lease} where id = $1 and state = 'Waiting'", ct, history, progress);

    public static Task ReleaseGatheringAsync(CrmDb db, Guid history, CancellationToken ct) =>
        db.ExecuteAsync("update outcome_histories set leased_until = null where id = $1 and state = 'Waiting'", ct, history);

    /// <summary>Takes a version to be learnt. Null: there is none, or others are at them.</summary>
    public static async Task<Guid?> TakeVersionAsync(CrmDb db, CancellationToken ct)
    {
        await using var command = db.Command(
            $"""
            update score_versions set state = 'Learning', progress = 0, leased_until = now() + {Lease}
            where id = (select id from score_versions where state in ('Waiting', 'Learning') and (leased_until is null or leased_until < now()) order by id limit 1 for update skip locked)
            returning id
            """);
        return await command.ExecuteScalarAsync(ct) as Guid?;
    }

    public static Task TellAsync(CrmDb db, Guid version, double progress, CancellationToken ct) =>
        db.ExecuteAsync($"update score_versions set progress = $2, leased_until = now() + {Lease} where id = $1 and state = 'Learning'", ct, version, progress);

    public static Task ReleaseAsync(CrmDb db, Guid version, CancellationToken ct) =>
        db.ExecuteAsync("update score_versions set state = 'Waiting', progress = 0, leased_until = null where id = $1 and state = 'Learning'", ct, version);

    /// <summary>Takes a version in use that has not scored anybody yet, or not since the day began where it reads what is known today, until the transaction ends. Null: there is none.</summary>
    public static async Task<Guid?> TakeUnscoredAsync(CrmDb db, DateTimeOffset dayBegan, CancellationToken ct)
    {
        await using var command = db.Command(
            """
            select v.id from score_versions v join outcome_histories h on h.id = v.history_id
            where v.state = 'InUse' and (v.scored_at is null or (h.gathers is not null and v.scored_at < $1)) order by v.id limit 1 for no key update of v skip locked
            """,
            dayBegan);
        return await command.ExecuteScalarAsync(ct) as Guid?;
    }

    public static Task PutScoresAsync(CrmDb db, ScoreVersion version, IReadOnlyList<NewCustomerScore> scores, DateTimeOffset now, CancellationToken ct) => db.ExecuteAsync(
        """
        insert into customer_scores (history_id, number, scored_at, customer_id, branch_id, row_id, probability, tenth)
        select $1, $2, $3, * from unnest($4, $5, $6, $7, $8)
        on conflict (history_id, customer_id) do update
        set number = excluded.number, scored_at = excluded.scored_at, branch_id = excluded.branch_id, row_id = excluded.row_id, probability = excluded.probability, tenth = excluded.tenth
        """,
        ct, version.HistoryId, version.Number, now, scores.Select(s => s.CustomerId).ToArray(), scores.Select(s => s.BranchId).ToArray(), scores.Select(s => s.RowId).ToArray(),
        scores.Select(s => s.Probability).ToArray(), scores.Select(s => s.Tenth).ToArray());

    /// <summary>Of customers who were not scored again: they are gone, or were merged.</summary>
    public static Task ForgetOlderAsync(CrmDb db, Guid history, DateTimeOffset before, CancellationToken ct) =>
        db.ExecuteAsync("delete from customer_scores where history_id = $1 and scored_at < $2", ct, history, before);

    /// <summary>What no version in use says any more.</summary>
    public static Task<int> ForgetScoresAsync(CrmDb db, CancellationToken ct) => db.ExecuteAsync(
        "delete from customer_scores where history_id in (select h.id from outcome_histories h where not exists (select from score_versions v where v.history_id = h.id and v.state = 'InUse'))", ct);
}

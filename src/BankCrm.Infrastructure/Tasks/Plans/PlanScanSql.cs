using BankCrm.Application.Common;
using BankCrm.Infrastructure.Platform.Database;
using NpgsqlTypes;

namespace BankCrm.Infrastructure.Tasks.Plans;

/// <summary>Who searches for the occasions of a plan, and how far they are: each by one conditional statement.</summary>
internal static class PlanScanSql
{
    // What a worker that ended left unfinished is gone on with; a plan that was changed since is searched anew.
    private const string Take =
        """
        insert into plan_scans as s (plan_id, round, taken_by, taken_until) values ($1, $2, $3, $4)
        on conflict (plan_id) do update set
          after = case when s.round = $2 and s.done_at is null then s.after end,
          waiting = case when s.round = $2 and s.done_at is null then s.waiting else 0 end,
          round = $2, taken_by = $3, taken_until = $4, done_at = null
        where (s.taken_until is null or s.taken_until < $5 or s.taken_by = $3)
          and (s.round < $2 or s.done_at is null or s.done_at < $6)
        returning after
        """;

    private const string Step = "update plan_scans set after = $3, taken_until = $4, waiting = waiting + $5 where plan_id = $1 and taken_by = $2 and done_at is null";

    private const string End = "update plan_scans set after = null, taken_by = null, taken_until = null, done_at = $3, waiting = waiting + $4 where plan_id = $1 and taken_by = $2";

    extension(CrmDb db)
    {
        /// <summary>False: another worker has it, or this round is over. Otherwise behind which it begins.</summary>
        public async Task<(bool IsTaken, string? After)> TakeScanAsync(
            Guid planId, DateTimeOffset round, string worker, DateTimeOffset until, DateTimeOffset now, DateTimeOffset changed, CancellationToken ct) =>
            (await db.ReadAsync(Take, row => row.IsDBNull(0) ? null : row.GetString(0), ct, planId, round, worker, until, now, changed)) is [var after] ? (true, after) : (false, null);

        /// <summary>False: it is no longer this worker's.</summary>
        public async Task<bool> StepScanAsync(Guid planId, string worker, string? after, DateTimeOffset until, int waiting, CancellationToken ct) =>
            await db.ExecuteAsync(Step, ct, planId, worker, (NpgsqlDbType.Text, (object?)after), until, waiting) == 1;

        public Task<int> EndScanAsync(Guid planId, string worker, DateTimeOffset now, int waiting, CancellationToken ct) => db.ExecuteAsync(End, ct, planId, worker, now, waiting);
    }
}

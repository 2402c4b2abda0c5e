using System.Data;
using Npgsql;

namespace BankCrm.Infrastructure.Platform.AuditTrail;

/// <summary>What waits for its seal: for how long the oldest has, and how many have vanished before they got one.</summary>
internal sealed record WaitingEntries(TimeSpan Oldest, long Vanished);

/// <summary>The few statements on the audit tables that need neither entities nor a user.</summary>
internal static class AuditSql
{
    // Ends with its transaction, so that a pooled connection cannot carry the sight of all branches to whoever has it next.
    private const string SeeAll = "select set_config('crm.scope', 'all', true); set local statement_timeout = 0";

    private const string WalkKeys = "set local enable_hashjoin = off; set local enable_mergejoin = off; set local enable_sort = off";
    private const string PlanFreely = "set local enable_hashjoin = on; set local enable_mergejoin = on; set local enable_sort = on";

    extension(NpgsqlConnection connection)
    {
        /// <summary>A read-only transaction that sees all branches, and them as of one moment.</summary>
        public async Task<NpgsqlTransaction> BeginSnapshotAsync(CancellationToken ct)
        {
            var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
            return await transaction.PreparedAsync($"set transaction read only; {SeeAll}", ct);
        }

        /// <summary>A transaction that sees all branches and finds short lists in long tables by their keys, whatever the statistics say.</summary>
        public async Task<NpgsqlTransaction> BeginByKeyAsync(CancellationToken ct)
        {
            var transaction = await connection.BeginTransactionAsync(ct);
            return await transaction.PreparedAsync($"{SeeAll}; {WalkKeys}; set local enable_seqscan = off", ct);
        }

        /// <summary>
        /// For the rest of the transaction joins follow the keys, or are planned as usual. Entries lie on disk nearly as they are chained,
        /// so walking both keys streams at once where a hash join would first spill a million rows.
        /// </summary>
        public Task WalkKeysAsync(bool walk, CancellationToken ct) => connection.RunAsync(walk ? WalkKeys : PlanFreely, ct);

        public async Task RunAsync(string sql, CancellationToken ct)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            await command.ExecuteNonQueryAsync(ct);
        }

        public async Task<T?> ScalarAsync<T>(string sql, CancellationToken ct)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            return await command.ExecuteScalarAsync(ct) is T value ? value : default;
        }

        /// <summary>Where the chain ends.</summary>
        public async Task<ChainHead> HeadAsync(CancellationToken ct)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "select seq, hash, sealed_at from audit_seals order by seq desc limit 1";
            await using var row = await command.ExecuteReaderAsync(ct);
            return await row.ReadAsync(ct)
                ? new(row.GetInt64(0), row.GetFieldValue<byte[]>(1), row.GetDateTime(2))
                : new(0, CanonicalAuditBytes.Genesis, DateTime.MinValue);
        }

        /// <summary>Looks at the first thousand of the queue: it is longer only where sealing has stopped, which shows among these.</summary>
        public async Task<WaitingEntries> WaitingAsync(CancellationToken ct)
        {
            await using var transaction = await connection.BeginByKeyAsync(ct);
            await using var command = connection.CreateCommand();
            command.CommandText =
                """
                select coalesce(max(clock_timestamp() - e.at), interval '0'), count(*) filter (where e.id is null)
                from (select entry_id from audit_unsealed order by entry_id limit 1000) q left join audit_entries e on e.id = q.entry_id
                where not exists (select from audit_seals s where s.entry_id = q.entry_id)
                """;
            await using var row = await command.ExecuteReaderAsync(ct);
            await row.ReadAsync(ct);
            return new(row.GetTimeSpan(0), row.GetInt64(1));
        }
    }

    private static async Task<NpgsqlTransaction> PreparedAsync(this NpgsqlTransaction transaction, string sql, CancellationToken ct)
    {
        try
        {
            await transaction.Connection!.RunAsync(sql, ct);
            return transaction;
        }
        catch
        {
            await transaction.DisposeAsync();
            throw;
        }
    }
}

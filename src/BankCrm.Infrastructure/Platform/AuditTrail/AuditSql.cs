using Npgsql;

namespace BankCrm.Infrastructure.Platform.AuditTrail;

/// <summary>The few statements on the audit tables that need neither entities nor a scope.</summary>
internal static class AuditSql
{
    extension(NpgsqlConnection connection)
    {
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
        public async Task<(long Seq, byte[] Hash)> HeadAsync(CancellationToken ct)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "select seq, hash from audit_seals order by seq desc limit 1";
            await using var row = await command.ExecuteReaderAsync(ct);
            return await row.ReadAsync(ct) ? (row.GetInt64(0), row.GetFieldValue<byte[]>(1)) : (0, CanonicalAuditBytes.Genesis);
        }

        /// <summary>How long the oldest committed entry has been waiting for its seal.</summary>
        public async Task<TimeSpan> OldestUnsealedAsync(CancellationToken ct)
        {
            await connection.RunAsync("select set_config('crm.scope', 'all', false)", ct);
            return await connection.ScalarAsync<TimeSpan>(
                """
                select clock_timestamp() - (select e.at from audit_entries e where e.id = q.entry_id) from audit_unsealed q
                where not exists (select from audit_seals s where s.entry_id = q.entry_id) order by q.entry_id limit 1
                """, ct);
        }
    }
}

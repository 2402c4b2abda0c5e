using Npgsql;

namespace BankCrm.Infrastructure.Platform.AuditTrail;

/// <summary>
/// The lease on the chain: one connection that holds the advisory lock and does all the work, so that who has lost the lease can no
/// longer seal, and a killed sealer frees it by dying.
/// </summary>
internal sealed class SealSession : IAsyncDisposable
{
    public const int BatchSize = 4000;
    private const long LockKey = 0x42616E6B43726D01;

    private readonly NpgsqlConnection connection;
    private long seq;
    private byte[] head;

    private SealSession(NpgsqlConnection connection, long seq, byte[] head)
    {
        this.connection = connection;
        this.seq = seq;
        this.head = head;
    }

    /// <summary>Null while another instance has the lease.</summary>
    public static async Task<SealSession?> TryOpenAsync(NpgsqlDataSource database, CancellationToken ct)
    {
        var own = await database.OpenConnectionAsync(ct);
        try
        {
            if (!await own.ScalarAsync<bool>($"select pg_try_advisory_lock({LockKey})", ct))
            {
                await own.DisposeAsync();
                return null;
            }

            // The queue is short and both tables are long: whatever the statistics say, walk from the queue along the keys.
            await own.RunAsync(
                "select set_config('crm.scope', 'all', false); set enable_hashjoin = off; set enable_mergejoin = off; set enable_seqscan = off", ct);

            var (seq, head) = await own.HeadAsync(ct);
            return new(own, seq, head);
        }
        catch
        {
            await own.DisposeAsync();
            throw;
        }
    }

    /// <summary>Seals the oldest waiting entries and says how many there were.</summary>
    public async Task<int> SealAsync(CancellationToken ct)
    {
        var entries = new List<StoredEntry>();
        var sealedAt = default(DateTime);
        await using (var waiting = connection.CreateCommand())
        {
            waiting.CommandText =
                $"""
                select clock_timestamp(), {StoredEntries.Columns}
                from audit_unsealed q join audit_entries e on e.id = q.entry_id
                where not exists (select from audit_seals s where s.entry_id = q.entry_id)
                order by q.entry_id limit {BatchSize}
                """;
            await using var rows = await waiting.ExecuteReaderAsync(ct);
            while (await rows.ReadAsync(ct))
            {
                sealedAt = rows.GetDateTime(0);
                entries.Add(StoredEntries.Read(rows, 1));
            }
        }

        if (entries.Count == 0)
        {
            return 0;
        }

        var hashes = new byte[entries.Count][];
        var last = head;
        for (var i = 0; i < entries.Count; i++)
        {
            last = hashes[i] = CanonicalAuditBytes.Hash(entries[i], seq + i + 1, last, sealedAt);
        }

        await using var link = connection.CreateCommand();
        link.CommandText = "select audit_seal($1, $2, $3, $4, $5)";
        link.Parameters.Add(new() { Value = seq + 1 });
        link.Parameters.Add(new() { Value = head });
        link.Parameters.Add(new() { Value = entries.Select(e => e.Id).ToArray() });
        link.Parameters.Add(new() { Value = hashes });
        link.Parameters.Add(new() { Value = sealedAt });
        await link.ExecuteNonQueryAsync(ct);

        seq += entries.Count;
        head = last;
        return entries.Count;
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await connection.RunAsync($"select pg_advisory_unlock({LockKey}); reset all", CancellationToken.None);
        }
        catch (Exception e) when (e is NpgsqlException or InvalidOperationException)
        {
            NpgsqlConnection.ClearPool(connection); // a connection that failed takes its lock along
        }

        await connection.DisposeAsync();
    }
}

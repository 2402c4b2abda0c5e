using Npgsql;

namespace BankCrm.Infrastructure.Platform.AuditTrail;

/// <summary>
/// The lease on the chain: one connection that holds the advisory lock and does all the work, so that who has lost the lease can no
/// longer seal, and a killed sealer frees it by dying.
/// </summary>
internal sealed class SealSession : IAsyncDisposable
{
    public const int BatchSize = 4000;

    /// <summary>A clock that was set back no further than this is waited for, so that mending it leaves no mark in the chain.</summary>
    public static readonly TimeSpan WaitForClock = TimeSpan.FromMinutes(1);

    private const long LockKey = 0x42616E6B43726D01;

    private readonly NpgsqlConnection connection;
    private ChainHead head;

    private SealSession(NpgsqlConnection connection, ChainHead head)
    {
        this.connection = connection;
        this.head = head;
    }

    /// <summary>Null while another instance has the lease.</summary>
    public static async Task<SealSession?> TryOpenAsync(NpgsqlDataSource database, CancellationToken ct)
    {
        var own = await database.OpenConnectionAsync(ct);
        var leased = false;
        try
        {
            leased = await own.ScalarAsync<bool>($"select pg_try_advisory_lock({LockKey})", ct);
            if (leased)
            {
                return new(own, await own.HeadAsync(ct));
            }

            await own.DisposeAsync();
            return null;
        }
        catch
        {
            await CloseAsync(own, leased);
            throw;
        }
    }

    /// <summary>Seals the oldest waiting entries and says how many there were.</summary>
    public async Task<int> SealAsync(CancellationToken ct)
    {
        await using var transaction = await connection.BeginByKeyAsync(ct);
        var (entries, now) = await WaitingAsync(ct);
        if (entries.Count == 0)
        {
            return 0;
        }

        var newest = entries.Max(e => e.At);
        var behind = (newest > head.SealedAt ? newest : head.SealedAt) - now;
        if (behind > TimeSpan.Zero && behind < WaitForClock)
        {
            return 0;
        }

        var hashes = new byte[entries.Count][];
        var last = head.Hash;
        for (var i = 0; i < entries.Count; i++)
        {
            last = hashes[i] = CanonicalAuditBytes.Hash(entries[i], head.Seq + i + 1, last, now);
        }

        await using var link = connection.CreateCommand();
        link.CommandText = "select audit_seal($1, $2, $3, $4, $5)";
        link.Parameters.Add(new() { Value = head.Seq + 1 });
        link.Parameters.Add(new() { Value = head.Hash });
        link.Parameters.Add(new() { Value = entries.Select(e => e.Id).ToArray() });
        link.Parameters.Add(new() { Value = hashes });
        link.Parameters.Add(new() { Value = now });
        await link.ExecuteNonQueryAsync(ct);
        await transaction.CommitAsync(ct);

        head = new(head.Seq + entries.Count, last, now);
        return entries.Count;
    }

    public ValueTask DisposeAsync() => CloseAsync(connection, leased: true);

    private async Task<(List<StoredEntry> Entries, DateTime Now)> WaitingAsync(CancellationToken ct)
    {
        await using var waiting = connection.CreateCommand();
        waiting.CommandText =
            $"""
            select clock_timestamp(), {StoredEntries.Columns}
            from audit_unsealed q join audit_entries e on e.id = q.entry_id
            where not exists (select from audit_seals s where s.entry_id = q.entry_id)
            order by q.entry_id limit {BatchSize}
            """;
        await using var rows = await waiting.ExecuteReaderAsync(ct);
        var entries = new List<StoredEntry>();
        var now = DateTime.MinValue;
        while (await rows.ReadAsync(ct))
        {
            now = rows.GetDateTime(0);
            entries.Add(StoredEntries.Read(rows, 1));
        }

        return (entries, now);
    }

    private static async ValueTask CloseAsync(NpgsqlConnection own, bool leased)
    {
        try
        {
            if (leased)
            {
                await own.RunAsync($"select pg_advisory_unlock({LockKey})", CancellationToken.None);
            }
        }
        catch (Exception e) when (e is NpgsqlException or InvalidOperationException)
        {
            NpgsqlConnection.ClearPool(own); // a connection that failed must not go back with the lock on it
        }

        await own.DisposeAsync();
    }
}

using System.Buffers.Binary;
using System.Security.Cryptography;
using Npgsql;

namespace BankCrm.Infrastructure.Platform.Encryption;

/// <summary>How far the work is.</summary>
/// <param name="Unopenable">Customers whose key no key of the ring opens; theirs was left as it is.</param>
public sealed record KeyRewrapProgress(long Rewrapped, IReadOnlyList<Guid> Unopenable);

/// <summary>
/// Puts all customers' data keys under the newest key of the ring, batch by batch, while staff work. Stopped anywhere, it goes on
/// where it was: what is done is passed over.
/// </summary>
public sealed class KeyRewrap
{
    private const int BatchSize = 5000;

    private readonly KeyRing ring;
    private readonly CustomerVault vault;

    internal KeyRewrap(KeyRing ring, CustomerVault vault) => (this.ring, this.vault) = (ring, vault);

    public async Task<KeyRewrapProgress> RunAsync(NpgsqlDataSource database, IProgress<KeyRewrapProgress>? progress, CancellationToken ct)
    {
        var done = new KeyRewrapProgress(0, []);
        for (Guid? after = Guid.Empty; after is { } last;)
        {
            (after, done) = await RewrapBatchAsync(database, last, done, ct);
            progress?.Report(done);
        }

        return done;
    }

    private async Task<(Guid? Last, KeyRewrapProgress Done)> RewrapBatchAsync(
        NpgsqlDataSource database, Guid after, KeyRewrapProgress before, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var batch = await ReadAsync(connection, after, ct);
        if (batch.Count == 0)
        {
            return (null, before);
        }

        var ids = new List<Guid>(batch.Count);
        var wrapped = new List<byte[]>(batch.Count);
        var unopenable = new List<Guid>(before.Unopenable);
        foreach (var (customerId, old) in batch)
        {
            try
            {
                wrapped.Add(vault.Rewrap(customerId, old));
                ids.Add(customerId);
            }
            catch (CryptographicException)
            {
                unopenable.Add(customerId); // one damaged key must not keep the others under the old one
            }
        }

        await WriteAsync(connection, [.. ids], [.. wrapped], ct);
        await transaction.CommitAsync(ct);
        return (batch[^1].CustomerId, new(before.Rewrapped + ids.Count, unopenable));
    }

    private async Task<List<(Guid CustomerId, byte[] Wrapped)>> ReadAsync(NpgsqlConnection connection, Guid after, CancellationToken ct)
    {
        var newest = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(newest, ring.NewestId);

        await using (var scope = new NpgsqlCommand("select set_config('crm.scope', 'all', true)", connection))
        {
            await scope.ExecuteNonQueryAsync(ct); // row-level security shows no row to who names no scope
        }

        await using var command = connection.CreateCommand();
        command.CommandText =
            $"""
            select customer_id, wrapped from customer_keys
            where customer_id > $1 and substring(wrapped from 2 for 4) <> $2
            order by customer_id limit {BatchSize} for no key update
            """;
        command.Parameters.Add(new() { Value = after });
        command.Parameters.Add(new() { Value = newest });
        await using var rows = await command.ExecuteReaderAsync(ct);
        var batch = new List<(Guid, byte[])>();
        while (await rows.ReadAsync(ct))
        {
            batch.Add((rows.GetGuid(0), rows.GetFieldValue<byte[]>(1)));
        }

        return batch;
    }

    private static async Task WriteAsync(NpgsqlConnection connection, Guid[] ids, byte[][] wrapped, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText =
            """
            update customer_keys k set wrapped = n.wrapped from unnest($1::uuid[], $2::bytea[]) n (customer_id, wrapped)
            where k.customer_id = n.customer_id
            """;
        command.Parameters.Add(new() { Value = ids });
        command.Parameters.Add(new() { Value = wrapped });
        await command.ExecuteNonQueryAsync(ct);
    }
}

using System.Runtime.CompilerServices;
using Npgsql;

namespace BankCrm.Infrastructure.Platform.AuditTrail;

/// <summary>The last link of the chain. An empty chain ends at 0 with the hash of all zeros.</summary>
internal sealed record ChainHead(long Seq, byte[] Hash, DateTime SealedAt);

/// <summary>A seal with its entry. <paramref name="Entry"/> is null where a seal has lost it.</summary>
internal sealed record ChainLink(long Seq, Guid EntryId, byte[] PrevHash, byte[] Hash, DateTime SealedAt, StoredEntry? Entry);

internal static class ChainReader
{
    /// <summary>Streams the links from one seq through another, in order. The transaction must see all branches.</summary>
    public static async IAsyncEnumerable<ChainLink> ReadAsync(
        NpgsqlConnection connection, long from, long to, [EnumeratorCancellation] CancellationToken ct)
    {
        await connection.WalkKeysAsync(true, ct);
        await using var command = connection.CreateCommand();
        command.CommandText =
            $"""
            select s.seq, s.entry_id, s.prev_hash, s.hash, s.sealed_at, {StoredEntries.Columns}
            from audit_seals s left join audit_entries e on e.id = s.entry_id where s.seq between $1 and $2 order by s.seq
            """;
        command.Parameters.Add(new() { Value = from });
        command.Parameters.Add(new() { Value = to });
        command.CommandTimeout = 0;

        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            yield return new(
                rows.GetInt64(0), rows.GetGuid(1), rows.GetFieldValue<byte[]>(2), rows.GetFieldValue<byte[]>(3), rows.GetDateTime(4),
                rows.IsDBNull(6) ? null : StoredEntries.Read(rows, 5));
        }
    }
}

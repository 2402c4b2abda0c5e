using BankCrm.Application.Common;
using BankCrm.Application.Platform.Messages;
using BankCrm.Infrastructure.Platform.Database;

namespace BankCrm.Infrastructure.Platform.Messages;

/// <summary>By one statement for a whole call, however many messages it has.</summary>
internal sealed class MessageStore(CrmDb db, TimeProvider clock) : IMessageStore
{
    public async Task<int> LockAsync(string source, string stream, CancellationToken ct)
    {
        await db.ExecuteAsync(
            "insert into message_streams (source, name, received, received_at) values ($1, $2, '{}', $3) on conflict (source, name) do nothing",
            ct, source, stream, clock.GetUtcNow());
        return (await db.ReadAsync("select id from message_streams where source = $1 and name = $2 for update", row => row.GetInt32(0), ct, source, stream))[0];
    }

    public Task<IReadOnlyList<ReceivedMessage>> KnownAsync(int stream, long[] sequences, CancellationToken ct) => db.ReadAsync(
        """
        select q.sequence, m.digest
        from message_streams s cross join unnest($2) as q(sequence)
        left join received_messages m on m.stream_id = s.id and m.sequence = q.sequence
        where s.id = $1 and s.received @> q.sequence
        """,
        row => new ReceivedMessage(row.GetInt64(0), row.IsDBNull(1) ? null : row.GetGuid(1)), ct, stream, sequences);

    public Task<IReadOnlyList<RecordVersion>> VersionsAsync(int stream, byte[][] keys, CancellationToken ct) => db.ReadAsync(
        """
        select (q.place - 1)::int, r.record_id, r.as_of, r.digest
        from unnest($2) with ordinality as q(key, place) join source_records r on r.stream_id = $1 and r.key = q.key
        """,
        row => new RecordVersion(row.GetInt32(0), row.IsDBNull(1) ? null : row.GetGuid(1), row.GetFieldValue<DateTimeOffset>(2),
            row.IsDBNull(3) ? null : row.GetGuid(3)),
        ct, stream, keys);

    public Task KeepVersionsAsync(int stream, IReadOnlyList<NewVersion> versions, CancellationToken ct) => db.ExecuteAsync(
        """
        insert into source_records as r (stream_id, key, record_id, as_of, digest)
        select $1, q.key, q.record_id, q.as_of, q.digest from unnest($2, $3, $4, $5) as q(key, record_id, as_of, digest)
        on conflict (stream_id, key) do update set record_id = excluded.record_id, as_of = excluded.as_of, digest = excluded.digest
        where excluded.as_of >= r.as_of
        """,
        ct, stream, versions.Select(v => v.Key).ToArray(), versions.Select(v => v.RecordId).ToArray(), versions.Select(v => v.AsOf).ToArray(),
        versions.Select(v => v.Digest).ToArray());

    public async Task AcceptAsync(int stream, long[] sequences, Guid[] digests, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await db.ExecuteAsync(
            """
            insert into received_messages (stream_id, sequence, digest, received_at)
            select $1, q.sequence, q.digest, $4 from unnest($2, $3) as q(sequence, digest)
            on conflict (stream_id, sequence) do update set digest = excluded.digest, received_at = excluded.received_at
            """,
            ct, stream, sequences, digests, now);
        await db.ExecuteAsync(
            """
            update message_streams set received_at = $3,
              received = received + coalesce((select range_agg(int8range(s, s, '[]')) from unnest($2) as q(s)), '{}')
            where id = $1
            """,
            ct, stream, sequences, now);
    }

    public Task<IReadOnlyList<StreamPosition>> PositionsAsync(string? source, CancellationToken ct) => db.ReadAsync(
        """
        select source, name, coalesce(upper(received) - 1, 0), received_at from message_streams
        where $1::text is null or source = $1 order by source, name
        """,
        row => new StreamPosition(row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetFieldValue<DateTimeOffset>(3)), ct,
        (NpgsqlTypes.NpgsqlDbType.Text, (object?)source));

    public Task<IReadOnlyList<MessageGap>> GapsAsync(string source, int most, CancellationToken ct) => db.ReadAsync(
        """
        select s.name, lower(g), upper(g) - 1
        from message_streams s cross join lateral unnest(int8multirange(int8range(1, coalesce(upper(s.received), 1))) - s.received) as g
        where s.source = $1 order by 1, 2 limit $2
        """,
        row => new MessageGap(row.GetString(0), row.GetInt64(1), row.GetInt64(2)), ct, source, most);

    public Task<int> ForgetDigestsAsync(DateTimeOffset before, CancellationToken ct) =>
        db.ExecuteAsync("delete from received_messages where received_at < $1", ct, before);
}

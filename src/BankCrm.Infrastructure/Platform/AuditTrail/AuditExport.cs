using System.Globalization;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Npgsql;

namespace BankCrm.Infrastructure.Platform.AuditTrail;

/// <summary>Writes the trail as a bundle for the offline verifier: a header line, a line for each entry with its seal, a footer.</summary>
internal sealed class AuditExport(NpgsqlDataSource database, TimeProvider clock)
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Everything, or what was sealed in the given time. A name that ends in .zip is compressed. Says how many entries.</summary>
    public async Task<long> WriteAsync(string path, DateTimeOffset? from, DateTimeOffset? to, CancellationToken ct)
    {
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 1 << 16);
        if (!path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
        {
            return await WriteAsync(file, from, to, ct);
        }

        await using var zip = await ZipArchive.CreateAsync(file, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, ct);
        await using var entry = await zip.CreateEntry("audit.jsonl", CompressionLevel.Fastest).OpenAsync(ct);
        return await WriteAsync(entry, from, to, ct);
    }

    public async Task<long> WriteAsync(Stream output, DateTimeOffset? from, DateTimeOffset? to, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var snapshot = await connection.BeginSnapshotAsync(ct);
        var (first, last) = await RangeAsync(connection, from, to, ct);
        var complete = from is null && to is null;

        var buffer = new MemoryStream();
        await using var json = new Utf8JsonWriter(buffer, Plain);
        Header(json, Math.Max(first, 1), complete);
        await LineAsync();

        var count = 0L;
        await foreach (var link in ChainReader.ReadAsync(connection, first, last, ct))
        {
            Entry(json, link.Entry, link);
            count++;
            await LineAsync();
        }

        var unsealed = 0L;
        if (complete)
        {
            await foreach (var entry in UnsealedAsync(connection, ct))
            {
                Entry(json, entry, link: null);
                unsealed++;
                await LineAsync();
            }
        }

        json.WriteStartObject();
        json.WriteNumber("count", count);
        json.WriteNumber("unsealed", unsealed);
        json.WriteNumber("vanished", complete ? await VanishedAsync(connection, ct) : 0);
        json.WriteEndObject();
        await LineAsync();
        return count + unsealed;

        async Task LineAsync()
        {
            await json.FlushAsync(ct);
            buffer.WriteByte((byte)'\n');
            json.Reset();
            await output.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), ct);
            buffer.SetLength(0);
        }
    }

    private void Header(Utf8JsonWriter json, long first, bool complete)
    {
        json.WriteStartObject();
        json.WriteNumber("bankcrm-audit", 1);
        json.WriteString("taken", Text(clock.GetUtcNow().UtcDateTime));
        json.WriteNumber("first", first);
        json.WriteBoolean("complete", complete);
        json.WriteEndObject();
    }

    private static void Entry(Utf8JsonWriter json, StoredEntry? entry, ChainLink? link)
    {
        json.WriteStartObject();
        if (link is not null)
        {
            json.WriteNumber("seq", link.Seq);
            json.WriteString("entry_id", link.EntryId);
            json.WriteString("prev_hash", Convert.ToHexStringLower(link.PrevHash));
            json.WriteString("hash", Convert.ToHexStringLower(link.Hash));
            json.WriteString("sealed_at", Text(link.SealedAt));
        }

        if (entry is not null)
        {
            json.WriteNumber("fmt", entry.Fmt);
            json.WriteString("id", entry.Id);
            json.WriteString("at", Text(entry.At));
            json.WriteString("event", entry.Event);
            json.WriteString("outcome", entry.Outcome);
            json.WriteString("actor", entry.Actor?.ToString());
            json.WriteString("actor_name", entry.ActorName);
            json.WriteString("actor_role", entry.ActorRole);
            json.WriteString("actor_branch", entry.ActorBranch?.ToString());
            json.WriteString("session_ref", entry.SessionRef);
            json.WriteString("ip", entry.Ip);
            json.WriteString("correlation", entry.Correlation);
            json.WriteString("object_type", entry.ObjectType);
            json.WriteString("object_id", entry.ObjectId?.ToString());
            json.WriteString("customer_ref", entry.CustomerRef?.ToString());
            json.WriteString("branch_id", entry.BranchId?.ToString());
            json.WriteString("reason_code", entry.ReasonCode);
            json.WriteString("reason_text", entry.ReasonText);
            json.WriteString("changes", entry.Changes);
        }

        json.WriteEndObject();
    }

    private static async Task<(long First, long Last)> RangeAsync(
        NpgsqlConnection connection, DateTimeOffset? from, DateTimeOffset? to, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "select min(seq), max(seq) from audit_seals where sealed_at >= $1 and sealed_at <= $2";
        command.Parameters.Add(new() { Value = from?.UtcDateTime ?? DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Utc) });
        command.Parameters.Add(new() { Value = to?.UtcDateTime ?? DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc) });
        await using var row = await command.ExecuteReaderAsync(ct);
        await row.ReadAsync(ct);
        var none = row.IsDBNull(0);
        return from is null && to is null ? (long.MinValue, long.MaxValue) : none ? (1, 0) : (row.GetInt64(0), row.GetInt64(1));
    }

    private static async IAsyncEnumerable<StoredEntry> UnsealedAsync(NpgsqlConnection connection, [EnumeratorCancellation] CancellationToken ct)
    {
        await connection.WalkKeysAsync(false, ct);
        await using var command = connection.CreateCommand();
        command.CommandTimeout = 0;
        command.CommandText =
            $"select {StoredEntries.Columns} from audit_entries e where not exists (select from audit_seals s where s.entry_id = e.id) order by e.id";
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            yield return StoredEntries.Read(rows, 0);
        }
    }

    private static Task<long> VanishedAsync(NpgsqlConnection connection, CancellationToken ct) => connection.ScalarAsync<long>(
        """
        select count(*) from audit_unsealed q
        where not exists (select from audit_entries e where e.id = q.entry_id) and not exists (select from audit_seals s where s.entry_id = q.entry_id)
        """, ct);

    private static string Text(DateTime moment) =>
        moment.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}

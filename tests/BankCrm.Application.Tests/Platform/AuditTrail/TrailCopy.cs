using BankCrm.Application.Platform.AuditTrail;
using BankCrm.AuditVerifier;
using BankCrm.Infrastructure.Platform.AuditTrail;
using BankCrm.Testing;
using Npgsql;

namespace BankCrm.Application.Tests.Platform.AuditTrail;

/// <summary>A trail with its anchors, in the hands of somebody who may do anything to both.</summary>
internal sealed class TrailCopy(TestDatabase database, string folder, bool dropped = false) : IAsyncDisposable
{
    private readonly NpgsqlDataSource application = NpgsqlDataSource.Create(database.ApplicationConnectionString);

    public static TrailCopy Of(TestDatabase database, string folder) => new(database, folder);

    public TestDatabase Database => database;

    public NpgsqlDataSource Application => application;

    public string Folder => folder;

    public AuditAnchorFile Anchors { get; } = new(Path.Combine(folder, "audit.anchors"), Path.Combine(folder, "key.pem"), mayBegin: true);

    /// <summary>As the owner and superuser, with every trigger off.</summary>
    public Task AttackAsync(string sql) => AuditTables.RunAsync(
        database.OwnerConnectionString,
        $"""
        alter table audit_entries disable trigger all;
        alter table audit_seals disable trigger all;
        {sql}
        """);

    /// <summary>Writes an entry and a fitting seal, as the sealer would have done at that time.</summary>
    public async Task<byte[]> AppendAsync(StoredEntry entry, DateTime sealedAt)
    {
        await InsertAsync(entry);
        await using var owner = NpgsqlDataSource.Create(database.OwnerConnectionString);
        await using var connection = await owner.OpenConnectionAsync();
        var head = await connection.HeadAsync(default);
        var hash = CanonicalAuditBytes.Hash(entry, head.Seq + 1, head.Hash, sealedAt);
        await using var seal = connection.CreateCommand();
        seal.CommandText = "select audit_seal($1, $2, $3, $4, $5)";
        Add(seal, head.Seq + 1, head.Hash, new[] { entry.Id }, new[] { hash }, sealedAt);
        await seal.ExecuteNonQueryAsync();
        return hash;
    }

    public async Task InsertAsync(StoredEntry entry)
    {
        await using var connection = new NpgsqlConnection(database.OwnerConnectionString);
        await connection.OpenAsync();
        await using var insert = connection.CreateCommand();
        insert.CommandText =
            $"""
            insert into audit_entries ({StoredEntries.Columns.Replace("e.", "", StringComparison.Ordinal)})
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
            """;
        Add(
            insert, entry.Fmt, entry.Id, entry.At, entry.Event, entry.Outcome, entry.Actor!, entry.ActorName!, entry.ActorRole!, entry.ActorBranch!,
            entry.SessionRef!, entry.Ip!, entry.Correlation!, entry.ObjectType!, entry.ObjectId!, entry.CustomerRef!, entry.BranchId!,
            entry.ReasonCode!, entry.ReasonText!, entry.Changes!);
        await insert.ExecuteNonQueryAsync();
    }

    /// <summary>Gives every link from one seq on the hash that its entry and its predecessor now ask for.</summary>
    public async Task RechainAsync(long from)
    {
        var links = new List<ChainLink>();
        await using (var connection = await application.OpenConnectionAsync())
        await using (await connection.BeginSnapshotAsync(default))
        {
            await foreach (var link in ChainReader.ReadAsync(connection, from - 1, long.MaxValue, default))
            {
                links.Add(link);
            }
        }

        var head = from == 1 ? CanonicalAuditBytes.Genesis : links[0].Hash;
        foreach (var link in links.Where(l => l.Seq >= from))
        {
            var hash = CanonicalAuditBytes.Hash(link.Entry!, link.Seq, head, link.SealedAt);
            await AttackAsync($"update audit_seals set prev_hash = '{Bytea(head)}', hash = '{Bytea(hash)}' where seq = {link.Seq}");
            head = hash;
        }
    }

    public Task<AuditVerdict> VerifyInsideAsync() => new AuditVerification(application, Anchors).RunAsync(default);

    public async Task<string> ExportAsync(string name = "trail.jsonl", DateTimeOffset? from = null, DateTimeOffset? to = null)
    {
        var path = Path.Combine(folder, $"{Guid.NewGuid():n}-{name}");
        await new AuditExport(application, TimeProvider.System).WriteAsync(path, from, to, default);
        return path;
    }

    /// <summary>Runs the offline verifier on a bundle, or on the database.</summary>
    public (int ExitCode, string Words) VerifyOffline(string? bundle, params string[] more)
    {
        string[] input = bundle is null ? ["--connection", database.OwnerConnectionString] : [bundle];
        var words = new StringWriter();
        var exitCode = Verifier.Run([.. input, "--anchors", Anchors.Path, "--key", Anchors.PublicKeyPath, .. more], words, words);
        return (exitCode, words.ToString());
    }

    /// <summary>Both implementations find the same fault at the same place; the separate one in a bundle and in the database.</summary>
    public async Task AssertCaughtAsync(long? seq)
    {
        var inside = await VerifyInsideAsync();
        Assert.False(inside.IsWell);
        Assert.Equal(seq, inside.Seq);

        foreach (var bundle in new[] { await ExportAsync(), await ExportAsync("trail.zip"), null })
        {
            var (exitCode, words) = VerifyOffline(bundle);
            Assert.StartsWith(seq is null ? "ALTERED: " : $"ALTERED: first bad seq {seq}: ", words);
            Assert.Equal(Verifier.Altered, exitCode);
        }
    }

    public async Task AssertWellAsync()
    {
        var inside = await VerifyInsideAsync();
        Assert.Null(inside.Fault);

        foreach (var bundle in new[] { await ExportAsync(), await ExportAsync("trail.zip"), null })
        {
            var (exitCode, words) = VerifyOffline(bundle);
            Assert.StartsWith("WELL: ", words);
            Assert.Equal(Verifier.Well, exitCode);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await application.DisposeAsync();
        if (dropped)
        {
            await database.DisposeAsync();
        }
    }

    private static void Add(NpgsqlCommand command, params object?[] values)
    {
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value ?? DBNull.Value });
        }
    }

    private static string Bytea(byte[] bytes) => $"\\x{Convert.ToHexString(bytes)}";
}

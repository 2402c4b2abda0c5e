using System.Security.Cryptography;
using Npgsql;

namespace BankCrm.Infrastructure.Platform.AuditTrail;

/// <summary>What the application's own verification found. <paramref name="Seq"/> is null where the fault is not at a place in the chain.</summary>
public sealed record AuditVerdict(long Entries, int Anchors, long? Seq, string? Fault)
{
    public bool IsWell => Fault is null;
}

/// <summary>Verifies the whole trail from inside the application. The separate program does the same without trusting it.</summary>
internal sealed class AuditVerification(NpgsqlDataSource database, AuditAnchorFile anchorFile)
{
    private static readonly TimeSpan Unsealed = TimeSpan.FromMinutes(1);

    public async Task<AuditVerdict> RunAsync(CancellationToken ct)
    {
        using var key = ECDsa.Create();
        key.ImportFromPem(await File.ReadAllTextAsync(anchorFile.PublicKeyPath, ct));
        var (anchors, fault) = ReadAnchors(anchorFile.Lines(), key);

        await using var connection = await database.OpenConnectionAsync(ct);
        await connection.RunAsync("begin transaction isolation level repeatable read read only; select set_config('crm.scope', 'all', true)", ct);

        var check = new ChainCheck(anchors);
        await foreach (var link in ChainReader.ReadAsync(connection, 0, long.MaxValue, ct))
        {
            check.Add(link);
        }

        check.End(complete: true);
        if (check.Finding is { } finding)
        {
            return new(check.LastSeq, anchors.Count, finding.Seq, finding.What);
        }

        fault ??= check.LastSeq > 0 && anchors.Count == 0 ? "there is no anchor: the file is missing or was emptied" : null;
        fault ??= await UnsealedAsync(connection, ct);
        await connection.RunAsync("rollback", ct);
        return new(check.LastSeq, anchors.Count, null, fault);
    }

    /// <summary>The anchors as far as they can be trusted, and what is wrong with the next.</summary>
    internal static (IReadOnlyList<AuditAnchor> Anchors, string? Fault) ReadAnchors(IReadOnlyList<string> lines, ECDsa key)
    {
        var anchors = new List<AuditAnchor>();
        string? before = null;
        foreach (var line in lines)
        {
            var anchor = AuditAnchor.Parse(line);
            var last = anchors.Count == 0 ? null : anchors[^1];
            var fault =
                anchor is null ? "is no anchor"
                : !anchor.IsSignedBy(key) ? "is not signed by the key"
                : anchor.No != anchors.Count + 1 || anchor.Prev != AuditAnchor.DigestOf(before) ? "does not follow the line before: lines were cut out"
                : anchor.Count != anchor.Seq || anchor.Seq <= (last?.Seq ?? 0) ? "does not grow"
                : last is not null && anchor.TimeOf() < last.TimeOf() - ChainCheck.ClockStep ? "is older than the one before"
                : null;
            if (fault is not null)
            {
                return (anchors, $"line {anchors.Count + 1} of the anchor file {fault}");
            }

            anchors.Add(anchor!);
            before = line;
        }

        return (anchors, null);
    }

    private static async Task<string?> UnsealedAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandTimeout = 0;
        command.CommandText =
            """
            select e.id from audit_entries e
            where not exists (select from audit_seals s where s.entry_id = e.id) and (e.at < now() - $1 or e.at > now() + $1) limit 1
            """;
        command.Parameters.Add(new() { Value = Unsealed });
        return await command.ExecuteScalarAsync(ct) is Guid id ? $"entry {id} has no seal: it was put in, or its seal was taken out" : null;
    }
}

using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Domain.Common;
using Npgsql;

namespace BankCrm.Infrastructure.Platform.AuditTrail;

/// <summary>Verifies the whole trail from inside the application. The separate program does the same without trusting it.</summary>
internal sealed class AuditVerification(NpgsqlDataSource database, AuditAnchorFile anchorFile)
{
    /// <summary>An entry may have been waiting this long for its seal.</summary>
    public static readonly TimeSpan SealLag = TimeSpan.FromMinutes(1);

    public async Task<AuditVerdict> RunAsync(CancellationToken ct)
    {
        using var keys = anchorFile.OpenPublicKeys();
        var anchors = new AnchorTrail(anchorFile.Lines(), keys);

        await using var connection = await database.OpenConnectionAsync(ct);
        await using var snapshot = await connection.BeginSnapshotAsync(ct);
        using var check = new ChainCheck(anchors.Read(), doubled: await DoubledAsync(connection, ct));
        await foreach (var link in ChainReader.ReadAsync(connection, long.MinValue, long.MaxValue, ct))
        {
            check.Add(link);
            if (check.Finding is not null)
            {
                break;
            }
        }

        check.End();
        var finding = check.Finding ?? (anchors.Fault is null && anchors.Count > 0 ? check.Unanchored() : null);
        var fault = finding?.What
            ?? anchors.Fault
            ?? (check.LastSeq > 0 && anchors.Count == 0 ? new Fault("There is no anchor: the file is missing or was emptied.") : null)
            ?? await UnsealedAsync(connection, ct);
        return new(check.LastSeq, anchors.Count, check.LateAnchors, finding?.Seq, fault);
    }

    // The unique index forbids it, but whoever owns the table can drop the index.
    private static async Task<HashSet<Guid>> DoubledAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandTimeout = 0;
        command.CommandText = "select entry_id from audit_seals group by entry_id having count(*) > 1 limit 1000";
        await using var rows = await command.ExecuteReaderAsync(ct);
        var doubled = new HashSet<Guid>();
        while (await rows.ReadAsync(ct))
        {
            doubled.Add(rows.GetGuid(0));
        }

        return doubled;
    }

    private static async Task<Fault?> UnsealedAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await connection.WalkKeysAsync(false, ct);
        await using var command = connection.CreateCommand();
        command.CommandTimeout = 0;
        command.CommandText =
            """
            select e.id, null::uuid from audit_entries e
            where not exists (select from audit_seals s where s.entry_id = e.id) and (e.at < now() - $1 or e.at > now() + $1)
            union all
            select null, q.entry_id from audit_unsealed q
            where not exists (select from audit_entries e where e.id = q.entry_id)
              and not exists (select from audit_seals s where s.entry_id = q.entry_id)
            limit 1
            """;
        command.Parameters.Add(new() { Value = SealLag });
        await using var row = await command.ExecuteReaderAsync(ct);
        return !await row.ReadAsync(ct) ? null
            : row.IsDBNull(0) ? new Fault("Entry {0} was deleted before it was sealed.", row.GetGuid(1))
            : new("Entry {0} has no seal: it was put in, or its seal was taken out.", row.GetGuid(0));
    }
}

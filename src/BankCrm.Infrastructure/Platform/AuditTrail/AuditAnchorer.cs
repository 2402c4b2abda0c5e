using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace BankCrm.Infrastructure.Platform.AuditTrail;

/// <summary>
/// Writes the signed head of the chain outside the database every five minutes or thousand entries, and at shutdown. Before it signs
/// it checks everything since the last anchor, so that it never vouches for what was already altered.
/// </summary>
internal sealed partial class AuditAnchorer(
    NpgsqlDataSource database, AuditAnchorFile anchors, TimeProvider clock, ILogger<AuditAnchorer> log) : BackgroundService
{
    public const int EveryEntries = 1000;
    public static readonly TimeSpan EveryTime = TimeSpan.FromMinutes(5);

    private const long LockKey = 0x42616E6B43726D02;

    /// <summary>Why the last attempt failed. Null: it did not.</summary>
    public string? Failure { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await TryAnchorAsync(force: false, stoppingToken);
            await Task.Delay(TimeSpan.FromSeconds(5), clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>The sealer stops before us, so its last entries are anchored too.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryAnchorAsync(force: true, cancellationToken);
    }

    private async Task TryAnchorAsync(bool force, CancellationToken ct)
    {
        try
        {
            await AnchorAsync(force, ct);
            Failure = null;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // stopping
        }
        catch (Exception e)
        {
            Failure = e.Message;
            LogFailed(e);
        }
    }

    /// <summary>Null: nothing new, not yet time, or another instance is at it.</summary>
    public async Task<AuditAnchor?> AnchorAsync(bool force, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var snapshot = await connection.BeginSnapshotAsync(ct);
        if (!await connection.ScalarAsync<bool>($"select pg_try_advisory_xact_lock({LockKey})", ct))
        {
            return null;
        }

        var last = anchors.Last()?.Anchor;
        var head = await connection.HeadAsync(ct);
        var fresh = head.Seq - (last?.Seq ?? 0);
        var due = fresh >= EveryEntries || last is null || clock.GetUtcNow() - last.TimeOf() >= EveryTime || force;
        if (fresh < 0)
        {
            throw new InvalidDataException($"The chain ends at {head.Seq}, but {last!.Seq} was anchored: entries are missing.");
        }

        if (fresh == 0 || !due)
        {
            return null;
        }

        if (last is null)
        {
            await RefuseToBeginLateAsync(connection, ct);
        }

        using var check = new ChainCheck(last is null ? [] : [last], last?.Seq ?? 1);
        await foreach (var link in ChainReader.ReadAsync(connection, last?.Seq ?? 1, head.Seq, ct))
        {
            check.Add(link);
        }

        return check.Finding is { } finding
            ? throw new InvalidDataException($"Not anchored, for the chain is broken at seq {finding}")
            : anchors.Append(head.Seq, head.Hash, clock.GetUtcNow());
    }

    // An old trail without a single anchor has lost its file. To begin a new one in silence would hide that.
    private async Task RefuseToBeginLateAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        var began = await connection.ScalarAsync<DateTime>("select sealed_at from audit_seals order by seq limit 1", ct);
        if (!anchors.MayBegin && clock.GetUtcNow().UtcDateTime - began > ChainCheck.AnchorLag)
        {
            throw new InvalidDataException(
                $"{anchors.Path} is missing or empty, but the trail began at {began:u}. Put it back, or set BankCrm:Audit:BeginAnchorFile to true once.");
        }
    }

    [LoggerMessage(LogLevel.Error, "The audit trail could not be anchored")]
    private partial void LogFailed(Exception e);
}

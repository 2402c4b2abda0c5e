using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace BankCrm.Infrastructure.Platform.AuditTrail;

/// <summary>
/// Chains committed entries within a second, so that no transaction ever waits for the head of the chain. Every instance runs one;
/// the lease lets a single one work. It asks the queue four times a second: NOTIFY would make every commit wait in one line.
/// </summary>
internal sealed partial class AuditSealer(NpgsqlDataSource database, TimeProvider clock, ILogger<AuditSealer> log) : BackgroundService
{
    public static readonly TimeSpan AlertAfter = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private DateTimeOffset lastLook;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await SealWhileLeasedAsync(stoppingToken);
                await Task.Delay(TimeSpan.FromSeconds(1), clock, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception e)
            {
                LogFailed(e);
                await Task.Delay(TimeSpan.FromSeconds(1), clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>The web server stops before us, so what it wrote last is sealed too.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await SealAllAsync(cancellationToken);
        }
        catch (Exception e) when (e is NpgsqlException or OperationCanceledException)
        {
            LogFailed(e);
        }
    }

    /// <summary>Seals what waits now, if nobody else does.</summary>
    public async Task<int> SealAllAsync(CancellationToken ct)
    {
        await using var session = await SealSession.TryOpenAsync(database, ct);
        var all = 0;
        for (var count = -1; session is not null && count != 0; all += count)
        {
            count = await session.SealAsync(ct);
        }

        return all;
    }

    private async Task SealWhileLeasedAsync(CancellationToken ct)
    {
        await using var session = await SealSession.TryOpenAsync(database, ct);
        while (session is not null)
        {
            if (await session.SealAsync(ct) < SealSession.BatchSize)
            {
                await LookForOldAsync(ct);
                await Task.Delay(Pause, clock, ct);
            }
        }

        await LookForOldAsync(ct);
    }

    private async Task LookForOldAsync(CancellationToken ct)
    {
        if (clock.GetUtcNow() - lastLook < TimeSpan.FromSeconds(5))
        {
            return;
        }

        lastLook = clock.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(ct);
        var waiting = await connection.WaitingAsync(ct);
        if (waiting.Oldest > AlertAfter)
        {
            LogOld(waiting.Oldest);
        }

        if (waiting.Vanished > 0)
        {
            LogVanished(waiting.Vanished);
        }
    }

    [LoggerMessage(LogLevel.Error, "An audit entry has been waiting {Age} for its seal")]
    private partial void LogOld(TimeSpan age);

    [LoggerMessage(LogLevel.Error, "{Count} audit entries were deleted before they were sealed")]
    private partial void LogVanished(long count);

    [LoggerMessage(LogLevel.Error, "The audit trail could not be sealed; trying again")]
    private partial void LogFailed(Exception e);
}

using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BankCrm.Infrastructure.DataQuality.Duplicates;

/// <summary>Every instance runs one; the lease lets a single one work. What was interrupted is found here again.</summary>
internal sealed partial class SweepWorker(SweepRunner runner, TimeProvider clock, ILogger<SweepWorker> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await runner.RunNextAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception e)
            {
                LogFailed(e);
            }

            await Task.Delay(Pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(LogLevel.Error, "Duplicates could not be searched for; trying again")]
    private partial void LogFailed(Exception e);
}

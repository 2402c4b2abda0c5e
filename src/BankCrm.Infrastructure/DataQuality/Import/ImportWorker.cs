using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BankCrm.Infrastructure.DataQuality.Import;

/// <summary>Every instance runs one; the lease lets a single one work. What was interrupted is found here again.</summary>
internal sealed partial class ImportWorker(ImportRunner runner, TimeProvider clock, ILogger<ImportWorker> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var wasThere = false;
            try
            {
                wasThere = await runner.RunNextAsync(only: null, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception e)
            {
                LogFailed(e);
            }

            if (!wasThere)
            {
                await Task.Delay(Pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "Imports could not be worked at; trying again")]
    private partial void LogFailed(Exception e);
}

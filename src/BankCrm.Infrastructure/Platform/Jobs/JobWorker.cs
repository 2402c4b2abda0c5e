using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BankCrm.Infrastructure.Platform.Jobs;

/// <summary>Work that waits in the database until some process takes it.</summary>
internal interface IJob
{
    /// <summary>How long to wait when there is nothing to do.</summary>
    TimeSpan Pause { get; }

    /// <summary>Takes the next piece and brings it to its end. False: there is none, or another process has it.</summary>
    Task<bool> RunNextAsync(CancellationToken ct);
}

/// <summary>Every instance runs one for each job; leases let a single one work. What was interrupted is found here again.</summary>
internal sealed partial class JobWorker<TJob>(TJob job, TimeProvider clock, ILogger<JobWorker<TJob>> log) : BackgroundService where TJob : IJob
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var wasThere = false;
            try
            {
                wasThere = await job.RunNextAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception e)
            {
                LogFailed(e, typeof(TJob).Name);
            }

            if (!wasThere)
            {
                await Task.Delay(job.Pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "{Job} could not be worked at; trying again")]
    private partial void LogFailed(Exception e, string job);
}

using BankCrm.Application.Admin.Calendar;
using BankCrm.Application.Common;
using BankCrm.Infrastructure.Platform.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace BankCrm.Infrastructure.Admin.Calendar;

/// <summary>Looks whether the holidays of the next year are here, and says so in the log where they are not.</summary>
internal sealed partial class CalendarWatch(IServiceScopeFactory scopes, TimeProvider clock, ILogger<CalendarWatch> log) : IJob
{
    public TimeSpan Pause { get; } = TimeSpan.FromHours(12);

    public async Task<bool> RunNextAsync(CancellationToken ct)
    {
        if (await scopes.AsSystemAsync("calendar", db => WorkingCalendar.MissingAsync(db, clock.GetUtcNow(), ct)) is { } year)
        {
            LogMissing(year);
        }

        return false;
    }

    [LoggerMessage(LogLevel.Warning, "The working calendar of {Year} is missing: its public holidays will be taken for working days. Bring it in at /admin/calendar")]
    private partial void LogMissing(int year);
}

/// <summary>Degraded while a year is missing; asked anew, for whoever brought it in looks here.</summary>
internal sealed class CalendarHealth(IServiceScopeFactory scopes, TimeProvider clock) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await scopes.AsSystemAsync("calendar", db => WorkingCalendar.MissingAsync(db, clock.GetUtcNow(), cancellationToken)) is { } year
            ? HealthCheckResult.Degraded($"The working calendar of {year} is missing.")
            : HealthCheckResult.Healthy();
}

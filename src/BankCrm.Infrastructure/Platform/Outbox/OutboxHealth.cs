using BankCrm.Application.Platform.Channels;
using BankCrm.Infrastructure.Platform.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BankCrm.Infrastructure.Platform.Outbox;

/// <summary>Degraded while something waits that should have gone by now.</summary>
internal sealed class OutboxHealth(IServiceScopeFactory scopes, OutgoingChannels channels, TimeProvider clock) : IHealthCheck
{
    private static readonly TimeSpan Late = TimeSpan.FromMinutes(15);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var late = clock.GetUtcNow() - Late;
        var oldest = await scopes.AsSystemAsync("outbox", db => db.OutgoingMessages
            .Where(m => m.EndedAt == null && m.DueAt < late).OrderBy(m => m.DueAt).Select(m => new { m.DueAt, m.Channel }).FirstOrDefaultAsync(cancellationToken));
        return oldest is null ? HealthCheckResult.Healthy()
            : channels.Of(oldest.Channel).IsSetUp ? HealthCheckResult.Degraded($"A message has waited to be sent since {oldest.DueAt:u}.")
            : HealthCheckResult.Degraded($"A message waits, and its channel is not set up: {oldest.Channel}.");
    }
}

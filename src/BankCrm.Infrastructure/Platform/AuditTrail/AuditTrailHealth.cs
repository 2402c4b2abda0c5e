using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace BankCrm.Infrastructure.Platform.AuditTrail;

/// <summary>Entries are sealed in time, and the chain is anchored outside in time.</summary>
internal sealed class AuditTrailHealth(
    NpgsqlDataSource database, AuditAnchorFile anchors, AuditAnchorer anchorer, TimeProvider clock) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var waiting = await connection.WaitingAsync(cancellationToken);
        if (waiting.Vanished > 0)
        {
            return HealthCheckResult.Unhealthy($"{waiting.Vanished} audit entries were deleted before they were sealed.");
        }

        if (waiting.Oldest > AuditSealer.AlertAfter)
        {
            return HealthCheckResult.Unhealthy($"An audit entry has been waiting {waiting.Oldest.TotalSeconds:0} s for its seal.");
        }

        if (anchorer.Failure is { } failure)
        {
            return HealthCheckResult.Unhealthy($"The audit trail cannot be anchored: {failure}");
        }

        var next = await connection.ScalarAsync<DateTime>(
            $"select sealed_at from audit_seals where seq = {(anchors.Last()?.Anchor.Seq ?? 0) + 1}", cancellationToken);
        var lag = next == default ? TimeSpan.Zero : clock.GetUtcNow().UtcDateTime - next;
        return lag > ChainCheck.AnchorLag
            ? HealthCheckResult.Unhealthy($"The audit trail has not been anchored for {lag.TotalMinutes:0} min.")
            : HealthCheckResult.Healthy();
    }
}

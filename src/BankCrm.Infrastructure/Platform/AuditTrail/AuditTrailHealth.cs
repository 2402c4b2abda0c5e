using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace BankCrm.Infrastructure.Platform.AuditTrail;

/// <summary>Entries are sealed in time, and the chain is anchored outside in time.</summary>
internal sealed class AuditTrailHealth(
    NpgsqlDataSource database, AuditAnchorFile anchors, AuditAnchorer anchorer, TimeProvider clock) : IHealthCheck
{
    public static readonly TimeSpan AnchorLag = TimeSpan.FromMinutes(10);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var oldest = await connection.OldestUnsealedAsync(cancellationToken);
        if (oldest > AuditSealer.AlertAfter)
        {
            return HealthCheckResult.Unhealthy($"An audit entry has been waiting {oldest.TotalSeconds:0} s for its seal.");
        }

        if (anchorer.Failure is { } failure)
        {
            return HealthCheckResult.Unhealthy($"The audit trail cannot be anchored: {failure}");
        }

        var anchored = anchors.LastLine() is { } line ? AuditAnchor.Parse(line)?.Seq ?? 0 : 0;
        var next = await connection.ScalarAsync<DateTime>($"select sealed_at from audit_seals where seq = {anchored + 1}", cancellationToken);
        var lag = next == default ? TimeSpan.Zero : clock.GetUtcNow().UtcDateTime - next;
        return lag > AnchorLag
            ? HealthCheckResult.Unhealthy($"The audit trail has not been anchored for {lag.TotalMinutes:0} min.")
            : HealthCheckResult.Healthy();
    }
}

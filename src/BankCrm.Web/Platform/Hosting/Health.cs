using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace BankCrm.Web.Platform.Hosting;

internal static class Health
{
    /// <summary>Live: the process answers. Ready: database, tables, keys and audit trail do their work. A plain word for anybody.</summary>
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready").AllowAnonymous();
    }
}

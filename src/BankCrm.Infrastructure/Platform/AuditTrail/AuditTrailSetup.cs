using BankCrm.Application.Platform.AuditTrail;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BankCrm.Infrastructure.Platform.AuditTrail;

public static class AuditTrailSetup
{
    /// <summary>Writing, sealing, anchoring, verifying. Needs an NpgsqlDataSource of the run-time role, CrmDb, CurrentUser and a TimeProvider.</summary>
    public static IServiceCollection AddAuditTrail(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        var options = configuration.GetSection("BankCrm:Audit").Get<AuditTrailOptions>() ?? new();
        var data = Path.GetFullPath(configuration["BankCrm:DataDirectory"] ?? ".data", environment.ContentRootPath);
        if (environment.IsProduction() && options.SigningKeyFile.Length == 0)
        {
            throw new InvalidOperationException("BankCrm:Audit:SigningKeyFile must name the key that signs the audit anchors.");
        }

        services.AddSingleton(new AuditAnchorFile(
            options.AnchorFile.Length > 0 ? options.AnchorFile : Path.Combine(data, "anchors", "audit.anchors"),
            options.SigningKeyFile.Length > 0 ? options.SigningKeyFile : Path.Combine(data, "keys", "audit-signing.pem"),
            mayBegin: !environment.IsProduction() || options.BeginAnchorFile));

        services.AddScoped<IAuditTrail, AuditTrailWriter>();
        services.AddSingleton<AuditVerification>();
        services.AddSingleton<AuditExport>();
        services.AddSingleton<IAuditProof, AuditProof>();

        // Services stop in the reverse order: first the sealer, then the anchorer that vouches for what it sealed last.
        services.AddSingleton<AuditAnchorer>();
        services.AddHostedService(s => s.GetRequiredService<AuditAnchorer>());
        services.AddSingleton<AuditSealer>();
        services.AddHostedService(s => s.GetRequiredService<AuditSealer>());
        services.AddHealthChecks().AddCheck<AuditTrailHealth>("audit-trail");
        return services;
    }
}

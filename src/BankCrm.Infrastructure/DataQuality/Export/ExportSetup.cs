using BankCrm.Application.DataQuality.Export;
using BankCrm.Infrastructure.Platform.Jobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Infrastructure.DataQuality.Export;

internal static class ExportSetup
{
    public static IServiceCollection AddExport(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(configuration.GetSection("BankCrm:Export").Get<ExportLimits>() ?? new());
        services.AddSingleton<ExportTidying>();
        services.AddSingleton<ExportRunner>();
        services.AddHostedService<JobWorker<ExportRunner>>();
        return services;
    }
}

using BankCrm.Application.Integration;
using BankCrm.Infrastructure.Platform.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Infrastructure.Integration;

internal static class IntegrationSetup
{
    public static IServiceCollection AddIntegration(this IServiceCollection services)
    {
        services.AddSingleton<IRequestKeys, RequestKeys>();
        services.AddSingleton<RequestKeyTidying>();
        services.AddHostedService<JobWorker<RequestKeyTidying>>();
        return services;
    }
}

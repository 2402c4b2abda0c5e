using BankCrm.Application.Segments.Definitions;
using BankCrm.Application.Segments.Membership;
using BankCrm.Infrastructure.Platform.Jobs;
using BankCrm.Infrastructure.Segments.Scores;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Infrastructure.Segments;

internal static class SegmentsSetup
{
    public static IServiceCollection AddSegments(this IServiceCollection services)
    {
        services.AddScoped<ISegmentEngine, SegmentEngine>();
        services.AddScoped<SegmentCounter>();
        services.AddSingleton<RfmScaler>();
        services.AddHostedService<JobWorker<RfmScaler>>();
        services.AddSingleton<ScoreWorker>();
        services.AddHostedService<JobWorker<ScoreWorker>>();
        return services;
    }
}

using BankCrm.Application.Campaigns.Audiences;
using BankCrm.Application.Campaigns.HandOvers;
using BankCrm.Application.Campaigns.Sending;
using BankCrm.Application.Platform;
using BankCrm.Application.Segments.Scores;
using BankCrm.Infrastructure.Campaigns.HandOvers;
using BankCrm.Infrastructure.Campaigns.Histories;
using BankCrm.Infrastructure.Campaigns.Responses;
using BankCrm.Infrastructure.Platform.Jobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BankCrm.Infrastructure.Campaigns;

internal static class CampaignsSetup
{
    public static IServiceCollection AddCampaigns(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        var address = configuration["BankCrm:Campaigns:LinkAddress"] ?? (environment.IsDevelopment() ? "http://localhost:5080" : "");
        if (address.Length > 0 && !(Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || (uri.IsLoopback && uri.Scheme == Uri.UriSchemeHttp))))
        {
            throw new StartUpException("BankCrm:Campaigns:LinkAddress is not the https address under which customers reach this bank.");
        }

        services.AddSingleton(new CampaignLinks(address));
        services.AddSingleton(TestRecipients.Of(
            configuration.GetSection("BankCrm:Campaigns:TestDomains").Get<string[]>() ?? DomainsOf(configuration["BankCrm:Email:From"], environment),
            configuration.GetSection("BankCrm:Campaigns:TestNumbers").Get<string[]>() ?? (environment.IsDevelopment() ? ["+8613800138000"] : [])));
        services.AddScoped<ICampaignEngine, CampaignEngine>();
        services.AddScoped<CampaignForecaster>();
        services.AddSingleton<CampaignSender>();
        services.AddHostedService<JobWorker<CampaignSender>>();
        services.AddSingleton<CampaignKeeper>();
        services.AddHostedService<JobWorker<CampaignKeeper>>();
        services.AddSingleton<SalesWatch>();
        services.AddHostedService<JobWorker<SalesWatch>>();
        services.AddSingleton<CampaignFileTidying>();
        services.AddHostedService<JobWorker<CampaignFileTidying>>();
        services.AddScoped<IHandOverWriter, HandOverWriter>();
        services.AddSingleton<HandOverRunner>();
        services.AddHostedService<JobWorker<HandOverRunner>>();
        services.AddSingleton<HandOverBell>();
        services.AddHostedService<JobWorker<HandOverBell>>();
        services.AddScoped<OccasionBringer>();
        services.AddSingleton<OccasionWatch>();
        services.AddHostedService<JobWorker<OccasionWatch>>();
        services.AddSingleton<ICustomerFacts, CustomerFactsSql>();
        services.AddSingleton<HistoryGatherer>();
        services.AddHostedService<JobWorker<HistoryGatherer>>();
        return services;
    }

    // From whom customers get e-mails, colleagues get theirs.
    private static string[] DomainsOf(string? sender, IHostEnvironment environment) =>
        sender?.LastIndexOf('@') is >= 0 and var at ? [sender[(at + 1)..]] : environment.IsDevelopment() ? ["bank.example"] : [];
}

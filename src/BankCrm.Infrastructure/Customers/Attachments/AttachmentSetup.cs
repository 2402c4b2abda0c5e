using BankCrm.Application.Customers.Attachments;
using BankCrm.Infrastructure.Platform.Jobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BankCrm.Infrastructure.Customers.Attachments;

internal static class AttachmentSetup
{
    public static IServiceCollection AddAttachments(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(configuration.GetSection("BankCrm:Attachments").Get<AttachmentLimits>() ?? new());
        services.TryAddSingleton<IVirusScanner, NoScanner>();
        services.AddScoped<AttachmentDesk>();
        services.AddScoped<AttachmentLists>();
        services.AddSingleton<AttachmentScan>();
        services.AddHostedService<JobWorker<AttachmentScan>>();
        services.AddSingleton<AttachmentTidying>();
        services.AddHostedService<JobWorker<AttachmentTidying>>();
        return services;
    }
}

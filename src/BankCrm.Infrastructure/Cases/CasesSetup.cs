using BankCrm.Application.Cases.Enquiries;
using BankCrm.Application.Cases.Knowledge;
using BankCrm.Application.Cases.Mails;
using BankCrm.Application.Cases.Satisfaction;
using BankCrm.Application.Cases.ServiceCases;
using BankCrm.Infrastructure.Cases.Routing;
using BankCrm.Infrastructure.Cases.ServiceCases;
using BankCrm.Infrastructure.Platform.Jobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Infrastructure.Cases;

internal static class CasesSetup
{
    public static IServiceCollection AddCases(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<CaseFile>();
        services.AddScoped<EnquiryFile>();
        services.AddScoped<CaseRows>();
        services.AddScoped<EnquiryRows>();
        services.AddScoped<LowAnswers>();
        services.AddSingleton(configuration.GetSection("BankCrm:Satisfaction").Get<SatisfactionRules>() ?? new());
        services.AddScoped<CaseWordsReader>();
        services.AddScoped<MailIntake>();
        services.AddScoped<MailWriter>();
        services.AddScoped<ICaseNumbers, CaseNumbers>();
        services.AddSingleton<CaseClockWatch>();
        services.AddHostedService<JobWorker<CaseClockWatch>>();
        services.AddSingleton<RouterLearning>();
        services.AddHostedService<JobWorker<RouterLearning>>();
        return services;
    }
}

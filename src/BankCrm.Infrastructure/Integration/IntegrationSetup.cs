using BankCrm.Application.Integration;
using BankCrm.Application.Integration.Accounts;
using BankCrm.Application.Integration.Cases;
using BankCrm.Application.Integration.Customers;
using BankCrm.Application.Platform.Messages;
using BankCrm.Infrastructure.Integration.Accounts;
using BankCrm.Infrastructure.Integration.Cases;
using BankCrm.Infrastructure.Integration.Customers;
using BankCrm.Infrastructure.Integration.Interactions;
using BankCrm.Infrastructure.Integration.Outcomes;
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
        services.AddSingleton<CaseBringer>();
        services.AddSingleton<InteractionBringer>();
        services.AddScoped<ICaseTaking<CaseRecord>, CaseTaking>();
        services.AddScoped<ICaseTaking<AnswerRecord>, AnswerTaking>();
        services.AddScoped(typeof(ICaseGate<>), typeof(CaseGate<>));
        services.AddSingleton<OutcomeReader>();
        services.AddHostedService<JobWorker<OutcomeReader>>();
        services.AddScoped<CustomerTargets>();
        services.AddScoped<ICustomerRecords, CustomerRecords>();
        services.AddMessages<CustomerRecord, CustomerMessages>();
        services.AddMessages<AccountRecord, AccountMessages>();
        services.AddMessages<TransactionRecord, TransactionMessages>();
        services.AddMessages<DayTotalsRecord, DayTotalsMessages>();
        services.AddMessages<RateRecord, RateMessages>();
        services.AddArrangementMessages();
        return services;
    }
}

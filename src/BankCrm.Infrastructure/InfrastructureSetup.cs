using BankCrm.Application.Counter.Tickets;
using BankCrm.Application.Customers.Registration;
using BankCrm.Application.Customers.Selections;
using BankCrm.Application.Customers.Tags;
using BankCrm.Application.DataQuality.Merging;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Application.Platform.Localisation;
using BankCrm.Domain.Customers.Names;
using BankCrm.Infrastructure.Accounts;
using BankCrm.Infrastructure.Accounts.Statements;
using BankCrm.Infrastructure.Admin;
using BankCrm.Infrastructure.Analytics.Worklist;
using BankCrm.Infrastructure.Campaigns;
using BankCrm.Infrastructure.Cases;
using BankCrm.Infrastructure.Counter.Tickets;
using BankCrm.Infrastructure.Customers;
using BankCrm.Infrastructure.Customers.Attachments;
using BankCrm.Infrastructure.Customers.Bulk;
using BankCrm.Infrastructure.Customers.BulkChanges;
using BankCrm.Infrastructure.Customers.Names;
using BankCrm.Infrastructure.Customers.Selections;
using BankCrm.Infrastructure.Customers.Tags;
using BankCrm.Infrastructure.DataQuality.Duplicates;
using BankCrm.Infrastructure.DataQuality.Export;
using BankCrm.Infrastructure.DataQuality.Import;
using BankCrm.Infrastructure.DataQuality.Merging;
using BankCrm.Infrastructure.Integration;
using BankCrm.Infrastructure.Platform.AuditTrail;
using BankCrm.Infrastructure.Platform.Database;
using BankCrm.Infrastructure.Platform.Encryption;
using BankCrm.Infrastructure.Platform.Files;
using BankCrm.Infrastructure.Platform.Jobs;
using BankCrm.Infrastructure.Platform.Messages;
using BankCrm.Infrastructure.Recommendations;
using BankCrm.Infrastructure.Segments;
using BankCrm.Infrastructure.Tasks;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace BankCrm.Infrastructure;

public static class InfrastructureSetup
{
    /// <param name="connectionString">Of the role that serves.</param>
    public static IServiceCollection AddInfrastructure(
        this IServiceCollection services, string connectionString, IConfiguration configuration, IHostEnvironment environment)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddCrmDatabase(connectionString);
        services.AddScoped<CustomerCiphers>();
        services.AddSingleton<IPinyin, IcuPinyin>();
        services.AddScoped<ICustomerBulkWriter, CustomerBulkWriter>();
        services.AddScoped<ICustomerMatches, CustomerMatches>();
        services.AddScoped<ICustomerMover, CustomerMover>();
        services.AddScoped<ITagWriter, TagWriter>();
        services.AddScoped<IListWriter, ListWriter>();

        services.AddEncryption(configuration, environment);
        services.AddAuditTrail(configuration, environment);
        services.AddAdmin(configuration, environment);
        services.AddImport(configuration, environment);
        services.AddSingleton<SweepRunner>();
        services.AddHostedService<JobWorker<SweepRunner>>();
        services.AddSingleton<BulkRunner>();
        services.AddHostedService<JobWorker<BulkRunner>>();
        services.AddSingleton<BirthMonths>();
        services.AddHostedService<JobWorker<BirthMonths>>();
        services.AddSingleton<IncomeBands>();
        services.AddHostedService<JobWorker<IncomeBands>>();
        services.AddFiles(configuration, environment);
        services.AddExport(configuration);
        services.AddAccounts(configuration);
        services.AddStatements();
        services.AddTasks(connectionString, configuration);
        services.AddCases(configuration);
        services.AddSegments();
        services.AddCampaigns(configuration, environment);
        services.AddSingleton(WorklistSettings.Read(configuration));
        services.AddSingleton<SuggestionLister>();
        services.AddHostedService<JobWorker<SuggestionLister>>();
        services.AddAttachments(configuration);
        services.AddMessageStore();
        services.AddScoped<ICounterQueue, CounterQueue>();
        services.AddIntegration();
        services.AddChannels(configuration, environment);
        services.TryAddSingleton<IWording, EnglishWording>();
        return services;
    }
}

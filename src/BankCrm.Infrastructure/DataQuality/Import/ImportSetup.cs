using BankCrm.Application.DataQuality.Import;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Application.Platform.Files;
using BankCrm.Infrastructure.DataQuality.Import.Ledger;
using BankCrm.Infrastructure.Platform.Jobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BankCrm.Infrastructure.DataQuality.Import;

public static class ImportSetup
{
    public static IServiceCollection AddImport(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        var options = OptionsOf(configuration);
        var data = Path.GetFullPath(configuration["BankCrm:DataDirectory"] ?? ".data", environment.ContentRootPath);
        var folder = Path.Combine(data, "imports");
        services.AddSingleton<IImportFiles>(p => new ImportFiles(
            new(p.GetRequiredService<IFileStore>(), new FolderKeys(folder, p.GetRequiredService<IColumnCipher>())), folder, options));
        services.AddSingleton(new ImportPolicy(options.SecondPerson ?? environment.IsProduction()));
        services.AddScoped<IImportReport, ImportReport>();
        services.AddScoped<CustomerChanger>();
        services.AddSingleton<LedgerImport>();
        services.AddSingleton<ImportRunner>();
        services.AddHostedService<JobWorker<ImportRunner>>();
        services.AddSingleton<ImportTidying>();
        services.AddHostedService<JobWorker<ImportTidying>>();
        return services;
    }

    /// <summary>For reading a file apart from any bank.</summary>
    public static IImportReading Reading(IConfiguration configuration, TimeProvider clock, ILoggerFactory logs) =>
        new ImportReading(OptionsOf(configuration), clock, logs.CreateLogger<ImportReading>());

    /// <summary>Works at one run until it has ended, in this process. False: another process has it, or another run is at work.</summary>
    public static Task<bool> RunImportAsync(this IServiceProvider services, Guid runId, CancellationToken ct) =>
        services.GetRequiredService<ImportRunner>().RunNextAsync(runId, ct);

    private static ImportOptions OptionsOf(IConfiguration configuration) => configuration.GetSection("BankCrm:Import").Get<ImportOptions>() ?? new();
}

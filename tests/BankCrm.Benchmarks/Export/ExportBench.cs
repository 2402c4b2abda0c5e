using System.Diagnostics;
using System.Globalization;
using BankCrm.Application.Common;
using BankCrm.Application.Customers.List;
using BankCrm.Application.DataQuality.Export;
using BankCrm.Application.Platform.Files;
using BankCrm.Domain.DataQuality.Export;
using BankCrm.Infrastructure.Customers.Population;
using BankCrm.Infrastructure.DataQuality.Export;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Benchmarks.Export;

/// <summary>
/// How many rows a second come out of a bank into a sealed file, from the first query to the last byte on the disk, and how much memory that
/// takes at most: not more for many rows than for few.
/// </summary>
internal static class ExportBench
{
    public static async Task RunAsync(string[] args)
    {
        var count = args is [var first, ..] ? int.Parse(first, CultureInfo.InvariantCulture) : 100_000;
        await using var bank = await BenchBank.StartAsync();
        await PopulationSeeder.SeedAsync(bank.Services, new(count, Branches: 20), _ => { }, CancellationToken.None);

        foreach (var format in new[] { ExportFormat.Csv, ExportFormat.Xlsx })
        {
            await WriteAsync("as the list is", format, CustomerColumns.Usual);
            await WriteAsync("with telephones", format, [.. CustomerColumns.Usual, CustomerColumn.Phone]);
        }

        async Task WriteAsync(string what, ExportFormat format, IReadOnlyList<CustomerColumn> columns)
        {
            await using var scope = bank.Scopes.CreateWork(CurrentUser.System("bench", ExportPermissions.Branch));
            var order = new ExportOrder(Guid.NewGuid(), Guid.NewGuid(), format, "en", new ExportList(new(), default, columns).ToJson(), "A measurement");
            var export = CustomerExport.Request(Guid.CreateVersion7(), order, count, count, TimeProvider.System.GetUtcNow());
            var writer = ActivatorUtilities.CreateInstance<ExportWriter>(scope.ServiceProvider);
            ForgetPeak();
            var (own, watch) = (Environment.CpuUsage.TotalTime, Stopwatch.StartNew());
            var (file, failure) = await writer.WriteAsync(export, (_, _) => Task.CompletedTask, CancellationToken.None);
            watch.Stop();
            own = Environment.CpuUsage.TotalTime - own;
            Console.WriteLine(failure
                ?? $"{format}, {what}, {file!.Rows:N0} rows ({file.Size / 1048576.0:N0} MB): {watch.Elapsed.TotalSeconds:N1} s, {file.Rows / watch.Elapsed.TotalSeconds:N0} a second; "
                + $"processor {own.TotalSeconds:N1} s here; at most {Peak()} MB");
            bank.Services.GetRequiredService<IFileStore>().Delete("exports", file!.Id);
        }
    }

    // What making up the customers took is not the export's.
    private static void ForgetPeak()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        if (OperatingSystem.IsLinux())
        {
            File.WriteAllText("/proc/self/clear_refs", "5");
        }
    }

    private static long Peak()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64 / (1024 * 1024);
    }
}

using System.Diagnostics;
using System.Globalization;
using BankCrm.Application.Common;
using BankCrm.Infrastructure.Customers.Population;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Benchmarks.Population;

/// <summary>
/// How many made-up customers a second come to rest in a durable database: names read, values sealed, all rows and indexes written. The
/// seconds of processor, ours and the server's, hardly depend on what else the machine does.
/// </summary>
internal static class PopulationBench
{
    public static async Task RunAsync(string[] args)
    {
        var count = args is [var first, ..] ? int.Parse(first, CultureInfo.InvariantCulture) : 100_000;
        await using var bank = await BenchBank.StartAsync();
        var postmaster = bank.Postmaster;

        await SeedAsync("the first", 5000); // compiles what the rest runs
        await SeedAsync("then", count);

        async Task SeedAsync(string what, int customers)
        {
            var (own, all) = (Environment.CpuUsage.TotalTime, ProcessorTime.Of([postmaster]));
            var watch = Stopwatch.StartNew();
            await PopulationSeeder.SeedAsync(bank.Services, new(customers, Branches: 20), _ => { }, CancellationToken.None);
            watch.Stop();
            own = Environment.CpuUsage.TotalTime - own;
            all = ProcessorTime.Of([postmaster]) - all;
            var peak = Process.GetCurrentProcess().PeakWorkingSet64 / (1024 * 1024);
            Console.WriteLine(
                $"{what} {customers:N0} customers: {watch.Elapsed.TotalSeconds:N1} s, {customers / watch.Elapsed.TotalSeconds:N0} a second; "
                + $"processor {own.TotalSeconds:N1} s here and {all.TotalSeconds:N1} s in the server; at most {peak} MB");
        }
    }
}

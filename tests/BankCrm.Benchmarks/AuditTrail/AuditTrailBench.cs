using System.Diagnostics;
using System.Globalization;
using BankCrm.AuditVerifier;
using BankCrm.Infrastructure.Platform.AuditTrail;
using BankCrm.Infrastructure.Platform.Database;
using BankCrm.Infrastructure.Platform.PostgresServer;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace BankCrm.Benchmarks.AuditTrail;

/// <summary>A million audit entries: written, sealed, anchored, exported, verified inside the application and by the separate program.</summary>
internal static class AuditTrailBench
{
    public static async Task RunAsync(string[] args)
    {
        var count = args is [var first, ..] ? int.Parse(first, CultureInfo.InvariantCulture) : 1_000_000;
        var folder = Directory.CreateTempSubdirectory("bankcrm-bench-").FullName;
        await using var server = await PrivatePostgres.StartAsync(
            new() { Folder = Path.Combine(folder, "postgres"), Throwaway = true }, CancellationToken.None);
        await using var owner = NpgsqlDataSource.Create(server.OwnerConnectionString);
        await using var database = NpgsqlDataSource.Create(server.ApplicationConnectionString);
        var anchors = new AuditAnchorFile(Path.Combine(folder, "audit.anchors"), Path.Combine(folder, "key.pem"), mayBegin: true);
        var sealer = new AuditSealer(database, TimeProvider.System, NullLogger<AuditSealer>.Instance);
        var anchorer = new AuditAnchorer(database, anchors, TimeProvider.System, NullLogger<AuditAnchorer>.Instance);
        var export = new AuditExport(database, TimeProvider.System);
        var (lines, zip) = (Path.Combine(folder, "trail.jsonl"), Path.Combine(folder, "trail.zip"));

        await CrmDatabase.MigrateAsync(server.OwnerConnectionString, applicationPassword: null, CancellationToken.None);
        await sealer.SealAllAsync(default); // what the migration itself recorded
        await MeasureAsync($"write {count:N0} entries by SQL", () => RunAsync(owner, BenchEntries.Fill(count)));
        await RunAsync(owner, "vacuum analyze");
        await MeasureAsync("seal", async () => Expect(await sealer.SealAllAsync(default) == count));
        await RunAsync(owner, "vacuum analyze");
        await MeasureAsync("check and anchor", async () => Expect(await anchorer.AnchorAsync(force: true, default) is not null));
        await MeasureAsync("verify inside", async () => Expect((await new AuditVerification(database, anchors).RunAsync(default)).IsWell));
        await MeasureAsync("export .jsonl", () => export.WriteAsync(lines, null, null, default));
        await MeasureAsync("export .zip", () => export.WriteAsync(zip, null, null, default));
        Console.WriteLine($"{"bundle",-32}{new FileInfo(lines).Length >> 20,8} MB, zipped {new FileInfo(zip).Length >> 20} MB");

        foreach (var (name, input) in new (string, string[])[]
        {
            ("verify offline .jsonl", [lines]), ("verify offline .zip", [zip]), ("verify offline, database", ["--connection", server.OwnerConnectionString]),
        })
        {
            await VerifyOfflineAsync(name, [.. input, "--anchors", anchors.Path, "--key", anchors.PublicKeyPath]);
        }

        Directory.Delete(folder, recursive: true);
    }

    private static async Task RunAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
    }

    // In this process memory can only be seen to grow, so this is its peak so far.
    private static async Task MeasureAsync(string name, Func<Task> run)
    {
        var start = Stopwatch.GetTimestamp();
        await run();
        using var process = Process.GetCurrentProcess();
        Console.WriteLine($"{name,-32}{Stopwatch.GetElapsedTime(start).TotalSeconds,8:0.0} s {process.PeakWorkingSet64 >> 20,6} MB");
    }

    private static async Task VerifyOfflineAsync(string name, IEnumerable<string> args)
    {
        var start = Stopwatch.GetTimestamp();
        var program = Repository.Path("src", "BankCrm.AuditVerifier", "bin", "Release", "net10.0", "bankcrm-audit-verifier.dll"); // with all it needs beside it
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program, .. args])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        var words = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Expect(process.ExitCode == Verifier.Well);
        var took = words.Split('\n').Single(line => line.Contains("took", StringComparison.Ordinal));
        Console.WriteLine($"{name,-32}{Stopwatch.GetElapsedTime(start).TotalSeconds,8:0.0} s  its own words: {took.Trim()}");
    }

    private static void Expect(bool held)
    {
        if (!held)
        {
            throw new InvalidOperationException("The benchmark did not do what it measures.");
        }
    }
}

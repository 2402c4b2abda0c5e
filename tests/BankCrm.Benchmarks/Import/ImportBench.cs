using System.Diagnostics;
using System.Globalization;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.DataQuality.Import;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.DataQuality.Import;
using BankCrm.Infrastructure.DataQuality.Import;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Benchmarks.Import;

/// <summary>
/// How many rows a second an import brings into a durable database, from the bytes of the file to the last commit: decoded, checked,
/// compared with the bank, sealed, recorded; then how many it changes, each with its images and its entry, and how long it takes to undo both. The seconds of processor hardly depend on what else the machine does.
/// </summary>
internal static class ImportBench
{
    public static async Task RunAsync(string[] args)
    {
        var count = args is [var first, ..] ? int.Parse(first, CultureInfo.InvariantCulture) : 100_000;
        await using var bank = await BenchBank.StartAsync();
        var (scopes, postmaster) = (bank.Scopes, bank.Postmaster);
        var headOffice = await OpenHeadOfficeAsync(scopes);

        await ImportAsync("the first", 0, 5000); // compiles what the rest runs
        await ImportAsync("the first, changed", 0, 5000, ImportMode.Update);
        var created = await ImportAsync("then", 5000, count);
        await ImportAsync("the same again", 5000, count);
        var changed = await ImportAsync("changed", 5000, count, ImportMode.Update);
        await UndoAsync("the changes", changed);
        await UndoAsync("the import", created);

        async Task UndoAsync(string what, Guid id)
        {
            var (own, all) = (Environment.CpuUsage.TotalTime, ProcessorTime.Of([postmaster]));
            var watch = Stopwatch.StartNew();
            await SendAsync(scopes, new UndoImport(id));
            await bank.Services.RunImportAsync(id, CancellationToken.None);
            var counts = (await AskAsync(scopes, id)).Counts;
            Console.WriteLine(
                $"{what} undone: {watch.Elapsed.TotalSeconds:N1} s, {counts.Undone:N0} rows as before, {counts.LeftChanged:N0} left; "
                + $"processor {(Environment.CpuUsage.TotalTime - own).TotalSeconds:N1} s here and {(ProcessorTime.Of([postmaster]) - all).TotalSeconds:N1} s in the server");
        }

        async Task<Guid> ImportAsync(string what, int from, int rows, ImportMode mode = ImportMode.Create)
        {
            var path = Path.Combine(bank.Data, "list.csv");
            MadeUpList.Write(path, from, rows, isLater: mode is ImportMode.Update);
            var id = Guid.CreateVersion7();
            var (own, all) = (Environment.CpuUsage.TotalTime, ProcessorTime.Of([postmaster]));
            var watch = Stopwatch.StartNew();
            await using (var file = File.OpenRead(path))
            {
                await SendAsync(scopes, new UploadImport(id, "list.csv", file, Encoding: null, headOffice));
            }

            var shown = await AskAsync(scopes, id);
            await SendAsync(scopes, new MapImport(id, shown.Mapping with { Mode = mode }));
            await SendAsync(scopes, new CheckImport(id));
            await bank.Services.RunImportAsync(id, CancellationToken.None);
            Console.WriteLine($"{what}, checked only: {rows / watch.Elapsed.TotalSeconds:N0} a second; processor {(Environment.CpuUsage.TotalTime - own).TotalSeconds:N1} s");

            (own, all) = (Environment.CpuUsage.TotalTime, ProcessorTime.Of([postmaster]));
            watch.Restart();
            await SendAsync(scopes, new StartImport(id));
            await bank.Services.RunImportAsync(id, CancellationToken.None);
            watch.Stop();
            own = Environment.CpuUsage.TotalTime - own;
            all = ProcessorTime.Of([postmaster]) - all;
            var counts = (await AskAsync(scopes, id)).Counts;
            var peak = Process.GetCurrentProcess().PeakWorkingSet64 / (1024 * 1024);
            Console.WriteLine(
                $"{what} {rows:N0} rows ({new FileInfo(path).Length / 1048576.0:N0} MB): {watch.Elapsed.TotalSeconds:N1} s, {rows / watch.Elapsed.TotalSeconds:N0} a second; "
                + $"{counts.Imported:N0} in, {counts.Updated:N0} changed, {counts.Refused:N0} refused, {counts.AlreadyThere:N0} already there; "
                + $"processor {own.TotalSeconds:N1} s here and {all.TotalSeconds:N1} s in the server; at most {peak} MB");
            return id;
        }
    }

    private static async Task<Guid> OpenHeadOfficeAsync(IServiceScopeFactory scopes)
    {
        await SendAsync(scopes, new OpenListedBranches("code,name\nB1,Branch 1\n"));
        await using var scope = scopes.CreateWork(CurrentUser.System("bench"));
        return scope.ServiceProvider.GetRequiredService<CrmDb>().Branches.First(b => b.Kind == BranchKind.Bank).Id;
    }

    private static async Task SendAsync<TCommand>(IServiceScopeFactory scopes, TCommand command)
    {
        await using var scope = scopes.CreateWork(
            CurrentUser.System(
                "bench", CustomerPermissions.Import, CustomerPermissions.Change, CustomerPermissions.ChangeIdentity, Application.Admin.AdminPermissions.ChangeBranches));
        await scope.ServiceProvider.GetRequiredService<ICommandHandler<TCommand>>().HandleAsync(command, CancellationToken.None);
    }

    private static async Task<ImportShown> AskAsync(IServiceScopeFactory scopes, Guid id)
    {
        await using var scope = scopes.CreateWork(CurrentUser.System("bench", CustomerPermissions.Import));
        return await scope.ServiceProvider.GetRequiredService<IQueryHandler<GetImport, ImportShown>>().HandleAsync(new(id), CancellationToken.None);
    }
}

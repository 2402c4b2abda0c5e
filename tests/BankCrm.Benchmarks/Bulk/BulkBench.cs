using System.Diagnostics;
using System.Globalization;
using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.BulkChanges;
using BankCrm.Application.Customers.Selections;
using BankCrm.Application.DataQuality.Import;
using BankCrm.Benchmarks.Import;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Admin.Roles;
using BankCrm.Domain.Admin.Users;
using BankCrm.Domain.Customers.BulkChanges;
using BankCrm.Infrastructure.Customers.BulkChanges;
using BankCrm.Infrastructure.DataQuality.Import;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Benchmarks.Bulk;

/// <summary>
/// How long it takes to give many customers to a colleague, to tag them, and to take it back: from the frozen selection to the last commit, with
/// an audit entry for each of them, into a durable database.
/// </summary>
internal static class BulkBench
{
    public static async Task RunAsync(string[] args)
    {
        var count = args is [var first, ..] ? int.Parse(first, CultureInfo.InvariantCulture) : 10_000;
        await using var bank = await BenchBank.StartAsync();
        var (scopes, postmaster) = (bank.Scopes, bank.Postmaster);
        var system = CurrentUser.System("bench", CustomerPermissions.Import, Application.Admin.AdminPermissions.ChangeBranches);

        var branch = await FillAsync(bank.Services, scopes, system, bank.Data, count);
        var (manager, colleague) = await HireAsync(scopes, branch);
        foreach (var (what, kind) in new[] { ("given (the first time: compiles)", BulkKind.Assign), ("tagged", BulkKind.AddTag), ("given again", BulkKind.Assign) })
        {
            var (selection, change) = (Guid.CreateVersion7(), Guid.CreateVersion7());
            await MeasureAsync("frozen", () => SendAsync(scopes, manager, new FreezeSelection(selection, new(), "", "")));
            await SendAsync(scopes, manager, new AskBulkChange(change, selection, kind, kind is BulkKind.Assign ? colleague : null, kind is BulkKind.Assign ? null : "bench"));
            await MeasureAsync(what, () => bank.Services.RunBulkChangeAsync(CancellationToken.None));
            await SendAsync(scopes, manager, new UndoBulkChange(change));
            await MeasureAsync("undone", () => bank.Services.RunBulkChangeAsync(CancellationToken.None));
            var fates = await ReadAsync(scopes, db => db.BulkRows.Where(r => r.ChangeId == change).GroupBy(r => r.Fate).Select(f => new { f.Key, Count = f.Count() }).ToListAsync());
            Console.WriteLine("  " + string.Join(", ", fates.Select(f => $"{f.Key} {f.Count:N0}")));
        }

        async Task MeasureAsync(string what, Func<Task> work)
        {
            var (own, all) = (Environment.CpuUsage.TotalTime, ProcessorTime.Of([postmaster]));
            var watch = Stopwatch.StartNew();
            await work();
            Console.WriteLine(
                $"{count:N0} customers {what}: {watch.Elapsed.TotalSeconds:N2} s; processor {(Environment.CpuUsage.TotalTime - own).TotalSeconds:N1} s here "
                + $"and {(ProcessorTime.Of([postmaster]) - all).TotalSeconds:N1} s in the server");
        }
    }

    private static async Task<Guid> FillAsync(IServiceProvider services, IServiceScopeFactory scopes, CurrentUser system, string data, int count)
    {
        await SendAsync(scopes, system, new OpenListedBranches("code,name\nB1,Branch 1\n"));
        var branch = await ReadAsync(scopes, db => db.Branches.Where(b => b.Kind == BranchKind.Bank).Select(b => b.Id).FirstAsync());
        var path = Path.Combine(data, "list.csv");
        MadeUpList.Write(path, 0, count);
        var id = Guid.CreateVersion7();
        await using (var file = File.OpenRead(path))
        {
            await SendAsync(scopes, system, new UploadImport(id, "list.csv", file, Encoding: null, branch));
        }

        await using (var scope = scopes.CreateWork(system))
        {
            var shown = await scope.ServiceProvider.GetRequiredService<IQueryHandler<GetImport, ImportShown>>().HandleAsync(new(id), CancellationToken.None);
            await SendAsync(scopes, system, new MapImport(id, shown.Mapping));
        }

        await SendAsync(scopes, system, new CheckImport(id));
        await services.RunImportAsync(id, CancellationToken.None);
        await SendAsync(scopes, system, new StartImport(id));
        await services.RunImportAsync(id, CancellationToken.None);
        return branch;
    }

    private static async Task<(CurrentUser Manager, Guid Colleague)> HireAsync(IServiceScopeFactory scopes, Guid branchId)
    {
        var (manager, colleague) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await using var scope = scopes.CreateWork(CurrentUser.System("bench"));
        var db = scope.ServiceProvider.GetRequiredService<CrmDb>();
        await using var transaction = await db.BeginAsync(CancellationToken.None);
        var branch = await db.Branches.SingleAsync(b => b.Id == branchId);
        var role = Role.Create(
            Guid.CreateVersion7(), "Bench", RoleReach.AllBranches,
            [CustomerPermissions.Read, CustomerPermissions.ReadProtected, CustomerPermissions.Change, CustomerPermissions.Bulk]);
        var person = StaffMember.Join(manager, "bench.manager", "Bench Manager", branch);
        person.Assign([role], byStaffId: null);
        db.AddRange(role, person, StaffMember.Join(colleague, "bench.rm", "Bench Colleague", branch));
        await db.SaveChangesAsync();
        var user = await StaffAccess.OfAsync(db, manager, Branch.DayAt(TimeProvider.System.GetUtcNow()), CancellationToken.None);
        await transaction.CommitAsync();
        return (user!, colleague);
    }

    private static async Task SendAsync<TCommand>(IServiceScopeFactory scopes, CurrentUser who, TCommand command)
    {
        await using var scope = scopes.CreateWork(who);
        await scope.ServiceProvider.GetRequiredService<ICommandHandler<TCommand>>().HandleAsync(command, CancellationToken.None);
    }

    private static async Task<T> ReadAsync<T>(IServiceScopeFactory scopes, Func<CrmDb, Task<T>> read)
    {
        await using var scope = scopes.CreateWork(CurrentUser.System("bench"));
        var db = scope.ServiceProvider.GetRequiredService<CrmDb>();
        await using var transaction = await db.BeginAsync(CancellationToken.None);
        return await read(db);
    }
}

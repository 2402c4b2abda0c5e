using System.Diagnostics;
using System.Globalization;
using BankCrm.Application.Accounts;
using BankCrm.Application.Accounts.Intake;
using BankCrm.Application.Common;
using BankCrm.Application.Customers.Registration;
using BankCrm.Domain.Accounts;
using BankCrm.Domain.Accounts.Transactions;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Infrastructure;
using BankCrm.Infrastructure.Platform.Database;
using BankCrm.Infrastructure.Platform.PostgresServer;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BankCrm.Benchmarks.Accounts;

/// <summary>
/// How many movements a second are taken in, with balances, months and customers' totals kept right in the same transaction, into a durable
/// database; from what a source told to the last commit. Then how much room they take.
/// </summary>
internal static class PostingsBench
{
    private const int Batch = 10_000;
    private const int Clients = 2;
    private static readonly DateOnly First = new(2025, 1, 1);

    /// <param name="args">Movements in all, then accounts (two a customer).</param>
    public static async Task RunAsync(string[] args)
    {
        var movements = args is [var first, ..] ? int.Parse(first, CultureInfo.InvariantCulture) : 1_000_000;
        var accounts = args is [_, var second, ..] ? int.Parse(second, CultureInfo.InvariantCulture) : 100_000;
        var data = Directory.CreateTempSubdirectory("bankcrm-postings-").FullName;
        var server = await PrivatePostgres.StartAsync(new() { Folder = Path.Combine(data, "postgres") }, CancellationToken.None);
        try
        {
            await RunAsync(server, data, movements, accounts);
        }
        finally
        {
            await server.DisposeAsync();
            Directory.Delete(server.Folder, recursive: true);
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task RunAsync(PrivatePostgres server, string data, int movements, int accounts)
    {
        await CrmDatabase.MigrateAsync(server.OwnerConnectionString, applicationPassword: null, CancellationToken.None);
        var builder = Host.CreateEmptyApplicationBuilder(new() { EnvironmentName = "Development" });
        builder.Configuration["BankCrm:DataDirectory"] = data;
        builder.Logging.AddConsole().SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddApplication().AddInfrastructure(server.ApplicationConnectionString, builder.Configuration, builder.Environment);
        using var host = builder.Build();
        var scopes = host.Services.GetRequiredService<IServiceScopeFactory>();
        var postmaster = int.Parse(File.ReadLines(Path.Combine(server.Folder, "data", "postmaster.pid")).First(), CultureInfo.InvariantCulture);
        var owners = await RegisterAsync(scopes, (accounts + 1) / 2);

        await MeasureAsync("accounts", accounts, postmaster, async () =>
        {
            foreach (var numbers in Enumerable.Range(0, accounts).Chunk(Batch))
            {
                await TakeAsync(scopes, intake => intake.TakeAccountsAsync("CORE", [.. numbers.Select(n => Account(n, owners))], CancellationToken.None));
            }
        });

        foreach (var (what, withBalance) in new[] { ("movements, each with the balance after it", true), ("movements without balances", false) })
        {
            var batches = new Queue<int>(Enumerable.Range(0, movements / Batch));
            var start = withBalance ? 0 : movements;
            await MeasureAsync(what, movements / Batch * Batch, postmaster, () => Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => Task.Run(async () =>
            {
                while (Next(batches) is { } batch)
                {
                    await TakeAsync(scopes, intake => intake.TakeTransactionsAsync("CORE", Movements(start, batch, movements, accounts, withBalance), CancellationToken.None));
                }
            }))));
        }

        await TellRoomAsync(scopes);
    }

    private static int? Next(Queue<int> batches)
    {
        lock (batches)
        {
            return batches.TryDequeue(out var batch) ? batch : null;
        }
    }

    private static ToldAccount Account(int number, string[] owners) => new(
        NumberOf(number), AccountKind.Savings, "CNY", AccountStatus.Open, 1, new(2025, 1, 1, 0, 0, 0, TimeSpan.FromHours(8)),
        [new(HolderRole.Owner, owners[number / 2], null)]);

    private static string NumberOf(int account) => $"6217{account:000000000000}";

    /// <summary>Day after day, the accounts as they come: no two batches of one moment are of the same accounts only.</summary>
    private static ToldTransaction[] Movements(int start, int batch, int all, int accounts, bool withBalance) =>
    [
        .. Enumerable.Range(batch * Batch, Batch).Select(i =>
        {
            var number = start + i;
            var day = First.AddDays((int)((long)number * 365 / (2L * all)));
            return new ToldTransaction(
                NumberOf((int)((number * 7919L) % accounts)), $"T{number:0000000000}", day, (number % 7 == 0 ? 5000 : -(number % 900)) - 0.25m, "CNY", TransactionKind.Transfer)
            {
                Channel = TransactionChannel.Mobile,
                Counterparty = "王秀英",
                CounterpartyAccount = "6222021234567890",
                Text = "手机银行转账",
                Position = number,
                BalanceAfter = withBalance ? 10_000m + (number % 5000) : null,
            };
        }),
    ];

    private static async Task TakeAsync(IServiceScopeFactory scopes, Func<IAccountIntake, Task<IReadOnlyList<IntakeOutcome>>> take)
    {
        await using var scope = scopes.CreateWork(CurrentUser.System("core", AccountPermissions.TakeIn));
        foreach (var outcome in await take(scope.ServiceProvider.GetRequiredService<IAccountIntake>()))
        {
            if (outcome.Result is not IntakeResult.New)
            {
                throw new InvalidOperationException($"{outcome.Result}: {outcome.Fault?.Sentence}");
            }
        }
    }

    private static async Task<string[]> RegisterAsync(IServiceScopeFactory scopes, int customers)
    {
        var numbers = new List<string>(customers);
        await using var scope = scopes.CreateWork(CurrentUser.System("bench"));
        var db = scope.ServiceProvider.GetRequiredService<CrmDb>();
        var (writer, maker, now) = (
            scope.ServiceProvider.GetRequiredService<ICustomerBulkWriter>(), scope.ServiceProvider.GetRequiredService<CustomerMaker>(), TimeProvider.System.GetUtcNow());
        await using var transaction = await db.BeginAsync(CancellationToken.None);
        var branch = Branch.Open(Guid.CreateVersion7(), "B1", "Branch 1", BranchKind.Bank, parent: null, "Shanghai");
        db.Add(branch);
        await db.SaveChangesAsync();
        foreach (var some in Enumerable.Range(0, customers).Chunk(5000))
        {
            var taken = await writer.TakeNumbersAsync(some.Length, CancellationToken.None);
            numbers.AddRange(taken);
            await writer.WriteAsync(
                [.. taken.Select(number => maker.Make(new() { Name = "张伟明" }, number, branch.Id, byStaffId: null, now, Branch.DayAt(now)))],
                new(AuditEvents.BulkChanged), CancellationToken.None);
        }

        await transaction.CommitAsync();
        return [.. numbers];
    }

    private static async Task MeasureAsync(string what, int count, int postmaster, Func<Task> work)
    {
        var (own, server) = (Environment.CpuUsage.TotalTime, ProcessorTime.Of([postmaster]));
        var watch = Stopwatch.StartNew();
        await work();
        var (here, there) = (Environment.CpuUsage.TotalTime - own, ProcessorTime.Of([postmaster]) - server);
        Console.WriteLine(
            $"{count:N0} {what}: {count / watch.Elapsed.TotalSeconds:N0} a second, {watch.Elapsed.TotalSeconds:N1} s; processor for each "
            + $"{here.TotalMicroseconds / count:N0} µs here and {there.TotalMicroseconds / count:N0} µs in the server");
    }

    private static async Task TellRoomAsync(IServiceScopeFactory scopes)
    {
        await using var scope = scopes.CreateWork(CurrentUser.System("bench"));
        var db = scope.ServiceProvider.GetRequiredService<CrmDb>();
        await using var transaction = await db.BeginAsync(CancellationToken.None);
        var room = await db.Database.SqlQuery<long>(
            $"""
            select (sum(pg_total_relation_size(inhrelid)) / (select count(*) from transactions))::bigint as "Value"
            from pg_inherits where inhparent = 'transactions'::regclass
            """).ToListAsync();
        using var process = Process.GetCurrentProcess();
        Console.WriteLine($"{room[0]:N0} bytes a movement with its index; {process.PeakWorkingSet64 / 1024 / 1024:N0} MB of memory at most");
    }
}

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
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Benchmarks.Accounts;

/// <summary>
/// How many movements a second are taken in, with balances, months and customers' totals kept right and the rules for alerts held against them in the
/// same transaction, into a durable database; from what a source told to the last commit. They are of the last 30 days, which the rules watch, and one in
/// fifty is large. Then how much room they take.
/// </summary>
internal static class PostingsBench
{
    private const int Batch = 10_000;
    private const int Clients = 2;
    private const int Days = 30;
    private static DateOnly first = Branch.DayAt(TimeProvider.System.GetUtcNow()).AddDays(-Days);

    /// <param name="args">Movements in all, then accounts (two a customer), then how many days ago the last was booked: beyond 31 no rule watches.</param>
    public static async Task RunAsync(string[] args)
    {
        var movements = args is [var all, ..] ? int.Parse(all, CultureInfo.InvariantCulture) : 1_000_000;
        var accounts = args is [_, var second, ..] ? int.Parse(second, CultureInfo.InvariantCulture) : 100_000;
        if (args is [_, _, var third, ..])
        {
            first = first.AddDays(-int.Parse(third, CultureInfo.InvariantCulture));
        }

        await using var bank = await BenchBank.StartAsync();
        var (scopes, postmaster) = (bank.Scopes, bank.Postmaster);
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
        NumberOf(number), AccountKind.Savings, "CNY", AccountStatus.Open, 1, new(first.ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(8)),
        [new(HolderRole.Owner, owners[number / 2], null)]);

    private static string NumberOf(int account) => $"6217{account:000000000000}";

    /// <summary>Day after day, the accounts as they come: no two batches of one moment are of the same accounts only.</summary>
    private static ToldTransaction[] Movements(int start, int batch, int all, int accounts, bool withBalance) =>
    [
        .. Enumerable.Range(batch * Batch, Batch).Select(i =>
        {
            var number = start + i;
            var day = first.AddDays((int)((long)number * Days / (2L * all)));
            return new ToldTransaction(
                NumberOf((int)((number * 7919L) % accounts)), $"T{number:0000000000}", day, (number % 50 == 0 ? 42_000 : number % 7 == 0 ? 5000 : -(number % 900)) - 0.25m, "CNY", number % 3 == 0 ? TransactionKind.Cash : TransactionKind.Transfer)
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
        Console.WriteLine($"{room[0]:N0} bytes a movement with its index; {await db.Database.SqlQuery<int>($"""select count(*)::int as "Value" from movement_alerts""").SingleAsync():N0} alerts; {process.PeakWorkingSet64 / 1024 / 1024:N0} MB of memory at most");
    }
}

using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using BankCrm.Application.Accounts;
using BankCrm.Application.Customers;
using BankCrm.CoreBanking.Sending;
using BankCrm.Domain.Accounts.Arrangements;
using BankCrm.Web.Tests.Api;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Web.Tests.CoreBanking;

/// <summary>The stand-in core bank as a process of its own, against the application as it is served, killed in the middle.</summary>
public sealed class CoreBankingTests(ServedApp app) : IClassFixture<ServedApp>, IDisposable
{
    private const int Movements = 1500;
    private static readonly DateOnly First = new(1993, 1, 1);

    private readonly string folder = Directory.CreateTempSubdirectory("bankcrm-core-").FullName;

    [Fact]
    public async Task A_bank_that_is_killed_in_the_middle_of_a_replay_loses_and_doubles_nothing()
    {
        var core = await NewCoreAsync();
        WriteTables();
        string[] replay = ["replay", "berka", folder, "--batch", "20"];

        await KilledAsync(core, replay);
        await SucceedsAsync(core, replay);
        await SucceedsAsync(core, replay); // once more: there is nothing left to send

        var accounts = await app.ReadAsync(db => db.Accounts.Where(a => a.Source == core.Source).Select(a => new { a.Id, a.Balance, Holders = a.Holders.Count }).ToListAsync());
        Assert.Equal([1, 2], accounts.Select(a => a.Holders).Order());
        var ids = accounts.Select(a => a.Id).ToList();
        Assert.Equal(Movements, await app.ReadAsync(db => db.Transactions.CountAsync(t => ids.Contains(t.AccountId))));
        Assert.Equal(Enumerable.Range(1, Movements).Sum(AmountOf), accounts.Sum(a => a.Balance));
        Assert.Equal(Movements, await app.ReadAsync(db => db.AccountMonths.Where(m => ids.Contains(m.AccountId)).SumAsync(m => m.Movements)));
        Assert.Equal(
            await app.ReadAsync(db => db.ToldDays.Where(d => d.Source == core.Source).OrderBy(d => d.Day).Select(d => new { d.Day, d.Movements, d.Credit, d.Debit }).ToListAsync()),
            await app.ReadAsync(db => db.ArrivedDays.Where(d => d.Source == core.Source).OrderBy(d => d.Day).Select(d => new { d.Day, d.Movements, d.Credit, d.Debit }).ToListAsync()));
        Assert.Equal((1, 1), await app.ReadAsync(async db => (await db.Cards.CountAsync(c => ids.Contains(c.AccountId)), await db.StandingOrders.CountAsync(o => ids.Contains(o.AccountId)))));
        Assert.Equal(
            [LoanStatus.InArrears, LoanStatus.Repaid],
            (await app.ReadAsync(db => db.Loans.Where(l => ids.Contains(l.AccountId)).Select(l => l.Status).ToListAsync())).Order());
    }

    [Fact]
    public async Task A_live_bank_that_is_killed_goes_on_where_it_was()
    {
        var core = await NewCoreAsync();
        string[] live = ["live", "--accounts", "8", "--rate", "400", "--count", "1000", "--batch", "20", "--days", "3"];

        await KilledAsync(core, live);
        await SucceedsAsync(core, live);

        var ids = await app.ReadAsync(db => db.Accounts.Where(a => a.Source == core.Source).Select(a => a.Id).ToListAsync());
        Assert.Equal(8, ids.Count);
        Assert.Equal(1000, await app.ReadAsync(db => db.Transactions.CountAsync(t => ids.Contains(t.AccountId))));
        Assert.Equal(
            await app.ReadAsync(db => db.Transactions.Where(t => ids.Contains(t.AccountId)).SumAsync(t => t.Amount)),
            await app.ReadAsync(db => db.Accounts.Where(a => ids.Contains(a.Id)).SumAsync(a => a.Balance)));
        var told = await app.ReadAsync(db => db.ToldDays.Where(d => d.Source == core.Source).OrderBy(d => d.Day).Select(d => new { d.Day, d.Movements, d.Credit, d.Debit }).ToListAsync());
        var arrived = await app.ReadAsync(db => db.ArrivedDays.Where(d => d.Source == core.Source).OrderBy(d => d.Day).Select(d => new { d.Day, d.Movements, d.Credit, d.Debit }).ToListAsync());
        Assert.NotEmpty(told);
        Assert.Equal(arrived.SkipLast(1), told); // the last day is not over
    }

    [Theory]
    [InlineData(0, "--help")]
    [InlineData(1, "dance")]
    [InlineData(1, "live", "--accounts", "many")]
    [InlineData(2, "live", "--secret", "wrong", "--client", "6b6d8a0e-7f5c-4d57-9d76-1f1b2a3c4d5e")]
    public async Task It_ends_with_a_code_that_says_why(int code, params string[] args) =>
        Assert.Equal(code, (await RunAsync(await NewCoreAsync(), args)).Code);

    [Fact]
    public async Task It_waits_for_a_bank_that_is_away_only_so_long()
    {
        var core = await NewCoreAsync();

        Assert.Equal(4, (await RunAsync(core with { Address = "http://127.0.0.1:9" }, "live", "--patience", "1", "--count", "1")).Code);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private sealed record Core(string Address, string Source, string Branch, TestClient Client, string Journal);

    private async Task<Core> NewCoreAsync()
    {
        var branch = app.NewBranch();
        var code = (await branch.SaveAsync()).Code;
        var source = $"B{Guid.NewGuid():n}"[..12].ToUpperInvariant();
        string[] scopes = [CustomerScopes.Write, AccountScopes.Write, AccountScopes.WriteArrangements, AccountScopes.WriteTransactions];
        return new(app.Address, source, code, await app.HasClientAsync(scopes, branches: null, source), Path.Combine(folder, "journal"));
    }

    private static Process Start(Core core, string[] args)
    {
        var info = new ProcessStartInfo("dotnet", [typeof(Sender).Assembly.Location, .. args]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var (name, value) in new[]
        {
            ("CORE_CRM_URL", core.Address), ("CORE_CLIENT_ID", core.Client.Id.ToString()), ("CORE_CLIENT_SECRET", core.Client.Secret), ("CORE_SOURCE", core.Source),
            ("CORE_BRANCHES", core.Branch), ("CORE_JOURNAL", core.Journal),
        })
        {
            info.Environment[name] = value;
        }

        return Process.Start(info)!;
    }

    private static async Task SucceedsAsync(Core core, string[] args)
    {
        var (code, told) = await RunAsync(core, args);
        Assert.True(code == 0 && told.Contains("Nothing is missing.", StringComparison.Ordinal), told);
    }

    /// <summary>How it ended, and what it said.</summary>
    private static async Task<(int Code, string Told)> RunAsync(Core core, params string[] args)
    {
        using var process = Start(core, args);
        var errors = process.StandardError.ReadToEndAsync();
        var told = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, told + await errors);
    }

    /// <summary>As kill -9 does, when some of the movements have been answered and others have not.</summary>
    private static async Task KilledAsync(Core core, string[] args)
    {
        using var process = Start(core, args);
        var (told, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        while (!process.HasExited && Answered(core) < 3)
        {
            await Task.Delay(2);
        }

        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        Assert.True(Answered(core) >= 3, await told + await errors);
        Assert.DoesNotContain("Nothing is missing.", await told);
    }

    private static int Answered(Core core)
    {
        var path = Path.Combine(core.Journal, "journal.log");
        if (!File.Exists(path))
        {
            return 0;
        }

        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd().Split('\n').Count(line => line.StartsWith("done transactions", StringComparison.Ordinal));
    }

    private static decimal AmountOf(int number) => number % 3 == 0 ? -7.25m : 10.50m;

    private void WriteTables()
    {
        Table("client", "1;\"706213\";1", "2;\"450204\";1", "3;\"801021\";2");
        Table("account", "1;1;\"POPLATEK MESICNE\";930101", "2;2;\"POPLATEK MESICNE\";930101");
        Table("disp", "1;1;1;\"OWNER\"", "2;2;2;\"OWNER\"", "3;3;2;\"DISPONENT\"");
        Table("card", "5;1;\"gold\";931107 00:00:00");
        Table("order", "9;1;\"YZ\";\"87144583\";2452.00;\"SIPO\"");
        Table("loan", "7;1;930705;1200;12;100.00;\"A\"", "8;2;930705;1200;12;100.00;\"D\"");
        using var packed = new StreamWriter(new GZipStream(File.Create(Path.Combine(folder, "trans_real_head.asc.gz")), CompressionLevel.Fastest));
        packed.WriteLine("\"trans_id\";\"account_id\";\"date\";\"type\";\"operation\";\"amount\";\"balance\";\"k_symbol\";\"bank\";\"account\"");
        foreach (var number in Enumerable.Range(1, Movements))
        {
            var amount = AmountOf(number);
            packed.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{number};{1 + (number % 2)};{First.AddDays(number / 4):yyMMdd};\"{(amount > 0 ? "PRIJEM" : "VYDAJ")}\";\"{(amount > 0 ? "VKLAD" : "VYBER")}\";{Math.Abs(amount)};0;\"\";;"));
        }
    }

    private void Table(string name, params string[] rows) => File.WriteAllLines(Path.Combine(folder, name + ".asc"), ["columns", .. rows]);
}

/// <summary>The application at an address that another process can call.</summary>
public sealed class ServedApp : ApiApp
{
    protected override bool IsServed => true;
}

using System.Diagnostics;
using System.Globalization;
using BankCrm.Application.Accounts;
using BankCrm.Application.Accounts.Intake;
using BankCrm.Application.Common;
using BankCrm.Domain.Accounts;
using BankCrm.Domain.Accounts.Transactions;
using BankCrm.Domain.Admin.Branches;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace BankCrm.Benchmarks.Accounts;

/// <summary>
/// Gives the customers of a bank filled with <c>seed population</c> who have none two accounts and ten movements on each over a year; of one account in a hundred 60 more
/// in the last three months. The accounts come in by the one road, and how fast is told; the movements are drawn up by the database itself, as a restored
/// bank would have them. For "http" to measure pages on.
/// <code>dotnet run -c Release --project tests/BankCrm.Benchmarks -- holdings DIR</code>
/// </summary>
internal static class HoldingsBench
{
    private const int Chunk = 5_000;
    private const int Months = 12;

    /// <summary>Tells the accounts drawn up here from those the bank had.</summary>
    private const string Source = "BENCH";

    private static readonly AccountKind[] Kinds = [AccountKind.Savings, AccountKind.TimeDeposit, AccountKind.Savings, AccountKind.Wealth, AccountKind.Savings, AccountKind.Loan, AccountKind.Savings, AccountKind.CreditCard];

    public static async Task RunAsync(string[] args)
    {
        await using var bank = await BenchBank.StartAsync(args is [var folder] ? folder : throw new ArgumentException("Name the data directory of a filled bank.", nameof(args)));
        var customers = await CustomersAsync(bank.Scopes);
        var watch = Stopwatch.StartNew();
        foreach (var some in customers.Index().Chunk(Chunk / 2))
        {
            await TakeAsync(bank.Scopes, [.. some.SelectMany(c => new[] { Account(c.Index, c.Item, main: true), Account(c.Index, c.Item, main: false) })]);
        }

        Say($"{customers.Count * 2:N0} accounts taken in, {customers.Count * 2 / watch.Elapsed.TotalSeconds:N0} a second");
        await DrawMovementsAsync(bank.OwnerAddress);
    }

    private static async Task<List<string>> CustomersAsync(IServiceScopeFactory scopes)
    {
        await using var scope = scopes.CreateWork(CurrentUser.System("bench"));
        var db = scope.ServiceProvider.GetRequiredService<CrmDb>();
        await using var transaction = await db.BeginAsync(CancellationToken.None);
        var without = await db.Customers.Where(c => !db.AccountHolders.Any(h => h.CustomerId == c.Id)).OrderBy(c => c.Id).Select(c => c.Number).ToListAsync();
        return without.Count > 0 ? without : throw new InvalidOperationException("Everybody has an account already.");
    }

    private static ToldAccount Account(int place, string customer, bool main)
    {
        var (kind, now) = (main ? AccountKind.Savings : Kinds[place % Kinds.Length], TimeProvider.System.GetUtcNow());
        var owed = kind is AccountKind.Loan or AccountKind.CreditCard;
        return new(
            string.Create(CultureInfo.InvariantCulture, $"62{(main ? 17 : 18)}{place:000000000000}"), kind, "CNY", AccountStatus.Open, 1, now, [new(HolderRole.Owner, customer, null)])
        {
            Balance = (owed ? -1 : 1) * (1000 + ((place * 37L) % 200_000)),
            BalanceOn = Branch.DayAt(now),
            MaturesOn = kind is AccountKind.TimeDeposit or AccountKind.Loan ? Branch.DayAt(now).AddDays(place % 900) : null,
        };
    }

    private static async Task TakeAsync(IServiceScopeFactory scopes, ToldAccount[] accounts)
    {
        await using var scope = scopes.CreateWork(CurrentUser.System("core", AccountPermissions.TakeIn));
        var outcomes = await scope.ServiceProvider.GetRequiredService<IAccountIntake>().TakeAccountsAsync(Source, accounts, CancellationToken.None);
        if (outcomes.FirstOrDefault(o => o.Result is not IntakeResult.New) is { Fault: { } fault })
        {
            throw new InvalidOperationException(fault.Sentence);
        }
    }

    // The balances told are newer than all of them: none changes. The triggers, which would count every customer anew, rest meanwhile.
    private static async Task DrawMovementsAsync(string owner)
    {
        await using var connection = new NpgsqlConnection(owner);
        await connection.OpenAsync();
        await RunAsync(connection, "set synchronous_commit = off; set work_mem = '256MB'; alter table accounts disable trigger user; alter table customer_totals disable trigger user");
        var present = AccountMonth.FirstDayOf(Branch.DayAt(TimeProvider.System.GetUtcNow()));
        for (var back = Months; back >= 1; back--)
        {
            var month = present.AddMonths(-back);
            var watch = Stopwatch.StartNew();
            await RunAsync(connection, "select ensure_transaction_months(array[$1])", month);
            var drawn = await RunAsync(connection, Movements, month, back % 6 == 0 ? 0 : 1, back <= 3 ? 20 : 0);
            await RunAsync(connection, MonthsOf, month);
            Say($"{drawn:N0} movements of {month:yyyy-MM} drawn up in {watch.Elapsed.TotalSeconds:N0} s");
        }

        await RunAsync(connection, Last, present.AddMonths(-1));
        await RunAsync(connection, "alter table accounts enable trigger user; alter table customer_totals enable trigger user");
        await RunAsync(connection, "vacuum (analyze) accounts, account_holders, account_months, customer_totals, transactions");
    }

    /// <summary>$1 the first day of the month, $2 how many on each account, $3 how many more on one in a hundred.</summary>
    private const string Movements =
        """
        insert into transactions (account_id, booked_on, reference, position, value_on, amount, kind, channel, category, counterparty, counterparty_account, text)
        select a.id, d.day, 'D' || lpad(n::text, 3, '0'), n, d.day, case when (a.place + n) % 4 = 0 then 1 else -1 end * (10 + (a.place * 31 + n * 977) % 4000)::numeric,
          case when n % 5 = 0 then 'Cash' else 'CardPayment' end, 'Mobile', case when n % 3 = 0 then 'Food' else 'Shopping' end, '永辉超市', '622202****7890', '超市购物'
        from (select id, row_number() over (order by id) as place from accounts where source = 'BENCH') a
        cross join lateral generate_series(1, $2 + case when a.place % 100 = 0 then $3 else 0 end) n
        cross join lateral (select $1 + ((a.place + n * 7) % 28)::integer as day) d
        """;

    private const string MonthsOf =
        """
        insert into account_months (account_id, month, inflow, outflow, movements, amount_days)
        select account_id, $1, coalesce(sum(amount) filter (where amount > 0), 0), coalesce(-sum(amount) filter (where amount < 0), 0), count(*),
          sum(amount * (($1 + interval '1 month')::date - booked_on))
        from transactions join accounts a on a.id = account_id and a.source = 'BENCH' where booked_on >= $1 and booked_on < ($1 + interval '1 month')::date group by account_id
        """;

    private const string Last =
        """
        with moved as (
          update accounts a set last_movement_on = t.day, last_movement_position = 0
          from (select account_id, max(booked_on) as day from transactions where booked_on >= $1 group by account_id) t where t.account_id = a.id returning a.id, t.day)
        update customer_totals c set last_movement_on = l.day
        from (select h.customer_id, max(m.day) as day from moved m join account_holders h on h.account_id = m.id group by h.customer_id) l where l.customer_id = c.customer_id
        """;

    private static async Task<int> RunAsync(NpgsqlConnection connection, string sql, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 3600 };
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        return await command.ExecuteNonQueryAsync();
    }

    private static void Say(FormattableString what) => Console.WriteLine(what.ToString(CultureInfo.InvariantCulture));
}

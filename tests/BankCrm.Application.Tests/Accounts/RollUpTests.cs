using BankCrm.Application.Accounts.Intake;
using BankCrm.Domain.Accounts;
using BankCrm.Domain.Accounts.Transactions;
using BankCrm.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace BankCrm.Application.Tests.Accounts;

/// <summary>Balances, months and totals against a plain count of everything that was told.</summary>
public sealed class RollUpTests(TestCrm crm) : IClassFixture<TestCrm>
{
    private const decimal DollarRate = 7.1234m;
    private static readonly DateOnly First = new(2025, 11, 3);
    private readonly Intakes intakes = new(crm);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task After_random_histories_in_random_order_everything_is_as_counted_from_scratch(int seed)
    {
        var random = new Random(seed);
        var branch = crm.NewBranch();
        await TakeRateAsync("USD", DollarRate);
        Guid[] customers = [await branch.HasCustomerAsync(), await branch.HasCustomerAsync(), await branch.HasCustomerAsync()];
        var history = await History.OpenAsync(intakes, customers, random, seed);

        foreach (var batch in history.Batches(random))
        {
            foreach (var outcome in await intakes.TakeAsync(batch))
            {
                Assert.Contains(outcome.Result, new[] { IntakeResult.New, IntakeResult.Known });
            }
        }

        foreach (var (told, owner) in history.Accounts)
        {
            var stored = await StoredAsync(history, told);
            Assert.Equal(history.BalanceOf(told), stored.Balance);
            await AssertMonthsAsync(history, told, stored.Id);
            Assert.Contains(owner, customers);
        }

        foreach (var customer in customers)
        {
            var totals = (await intakes.TotalsAsync(customer))!;
            var values = history.Accounts.Where(a => a.Owner == customer)
                .Select(a => (a.Told.Kind, Value: Math.Round(history.BalanceOf(a.Told) * (a.Told.Currency == "USD" ? DollarRate : 1), 2, MidpointRounding.AwayFromZero)))
                .ToList();
            Assert.Equal(values.Where(v => v.Value > 0 && v.Kind is not (AccountKind.Loan or AccountKind.CreditCard)).Sum(v => v.Value), totals.Assets);
            Assert.Equal(-values.Where(v => v.Value < 0).Sum(v => v.Value), totals.Liabilities);
            Assert.Equal(values.Count, totals.Accounts);
            Assert.Equal(history.LastOf(customer), totals.LastMovementOn);
        }
    }

    [Fact]
    public async Task A_rate_that_comes_later_counts_what_had_none()
    {
        var owner = await crm.NewBranch().HasCustomerAsync();
        await intakes.TakeAsync(Intakes.Account("JPY-1", await intakes.NumberOfAsync(owner), currency: "JPY") with { Balance = 1000m });
        Assert.Equal((0m, 1), ((await intakes.TotalsAsync(owner))!.Assets, (await intakes.TotalsAsync(owner))!.WithoutRate));

        Assert.Equal(IntakeResult.New, await TakeRateAsync("JPY", 0.047m));

        Assert.Equal((47m, 0), ((await intakes.TotalsAsync(owner))!.Assets, (await intakes.TotalsAsync(owner))!.WithoutRate));
        Assert.Equal(IntakeResult.Changed, await TakeRateAsync("JPY", 0.05m));
        Assert.Equal(50m, (await intakes.TotalsAsync(owner))!.Assets);
        Assert.Equal(IntakeResult.Refused, await TakeRateAsync("CNY", 1m));
    }

    [Fact]
    public async Task Postings_to_two_accounts_of_one_customer_at_once_are_both_counted()
    {
        var owner = await crm.NewBranch().HasCustomerAsync();
        var number = await intakes.NumberOfAsync(owner);
        await intakes.TakeAsync(Intakes.Account("P-1", number), Intakes.Account("P-2", number, AccountKind.Savings));

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => intakes.TakeAsync(Intakes.Movement(i % 2 == 0 ? "P-1" : "P-2", $"R{i}", First, 10m))));

        Assert.Equal(200m, (await intakes.TotalsAsync(owner))!.Assets);
    }

    private async Task<IntakeResult> TakeRateAsync(string currency, decimal rate) =>
        (await intakes.AsCoreAsync(i => i.TakeRatesAsync("test", [new(currency, new(2020, 1, 1), rate)], CancellationToken.None)))[0].Result;

    private async Task<Account> StoredAsync(History history, ToldAccount told)
    {
        var owner = history.Accounts.Single(a => a.Told == told).Owner;
        var accounts = await crm.ReadAsync(db => db.Accounts.Where(a => a.Holders.Any(h => h.CustomerId == owner)).ToListAsync());
        return accounts.Single(a => a.Kind == told.Kind && a.Currency == told.Currency);
    }

    private async Task AssertMonthsAsync(History history, ToldAccount told, Guid id)
    {
        var months = await crm.ReadAsync(db => db.AccountMonths.Where(m => m.AccountId == id).ToDictionaryAsync(m => m.Month));
        var expected = history.MovementsOf(told).GroupBy(m => AccountMonth.FirstDayOf(m.BookedOn)).ToDictionary(g => g.Key);
        Assert.Equal(expected.Keys.Order(), months.Keys.Order());
        foreach (var (month, movements) in expected)
        {
            Assert.Equal(movements.Where(m => m.Amount > 0).Sum(m => m.Amount), months[month].Inflow);
            Assert.Equal(-movements.Where(m => m.Amount < 0).Sum(m => m.Amount), months[month].Outflow);
            Assert.Equal(movements.Count(), months[month].Movements);
            Assert.Equal(movements.Sum(m => m.Amount * AccountMonth.DaysFrom(m.BookedOn)), months[month].AmountDays);
        }
    }

    /// <summary>Movements of a few accounts, some with a balance after them, told in pieces, in any order and partly twice.</summary>
    private sealed class History
    {
        private readonly List<ToldTransaction> movements = [];

        public List<(ToldAccount Told, Guid Owner)> Accounts { get; } = [];

        public static async Task<History> OpenAsync(Intakes intakes, Guid[] customers, Random random, int seed)
        {
            var history = new History();
            (AccountKind Kind, string Currency)[] kinds = [(AccountKind.Current, "CNY"), (AccountKind.Savings, "USD"), (AccountKind.CreditCard, "CNY")];
            foreach (var customer in customers)
            {
                var number = await intakes.NumberOfAsync(customer);
                foreach (var (kind, currency) in kinds)
                {
                    history.Accounts.Add((Intakes.Account($"H{seed}-{number}-{kind}", number, kind, currency), customer));
                }
            }

            await intakes.TakeAsync([.. history.Accounts.Select(a => a.Told)]);
            foreach (var (told, _) in history.Accounts)
            {
                var balance = 0m;
                var tells = random.Next(3);
                for (var i = 0; i < 40; i++)
                {
                    var amount = random.Next(-100_000, 100_000) / 100m;
                    amount = amount == 0 ? 1 : amount;
                    balance += amount;
                    history.movements.Add(new(told.Number, $"R{i}", First.AddDays(i * 2), amount, told.Currency, TransactionKind.Transfer)
                    {
                        Position = i,
                        BalanceAfter = tells == 1 || (tells == 2 && random.Next(4) == 0) ? balance + 5000 : null, // some had money before the first
                    });
                }
            }

            return history;
        }

        public IEnumerable<ToldTransaction[]> Batches(Random random)
        {
            ToldTransaction[] all = [.. movements, .. movements.Where(_ => random.Next(3) == 0)];
            random.Shuffle(all);
            return all.Chunk(23);
        }

        public IEnumerable<ToldTransaction> MovementsOf(ToldAccount told) => movements.Where(m => m.AccountNumber == told.Number);

        public decimal BalanceOf(ToldAccount told)
        {
            var ordered = MovementsOf(told).OrderBy(m => m.BookedOn).ThenBy(m => m.Position).ToList();
            var last = ordered.FindLastIndex(m => m.BalanceAfter is not null);
            return (last < 0 ? 0 : ordered[last].BalanceAfter!.Value) + ordered.Skip(last + 1).Sum(m => m.Amount);
        }

        public DateOnly LastOf(Guid customer) => Accounts.Where(a => a.Owner == customer).SelectMany(a => MovementsOf(a.Told)).Max(m => m.BookedOn);
    }
}

using BankCrm.Application.Accounts;
using BankCrm.Application.Accounts.Holdings;
using BankCrm.Domain.Accounts;
using BankCrm.Domain.Accounts.Transactions;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Testing;

namespace BankCrm.Application.Tests.Accounts.Holdings;

public sealed class MoneyTests(TestCrm crm) : IClassFixture<TestCrm>
{
    private static readonly DateOnly Today = Branch.DayAt(TimeProvider.System.GetUtcNow());
    private static readonly DateOnly ThisMonth = AccountMonth.FirstDayOf(Today);

    private readonly Intakes intakes = new(crm);

    [Fact]
    public async Task The_newest_ten_movements_of_all_accounts_stand_in_one_order()
    {
        var branch = crm.NewBranch();
        var customer = await branch.HasCustomerAsync();
        var number = await intakes.NumberOfAsync(customer);
        await intakes.TakeAsync(Intakes.Account("6217700000000101", number), Intakes.Account("6217700000000102", number, AccountKind.Savings));
        await intakes.TakeAsync([.. Enumerable.Range(1, 24).Select(i => Intakes.Movement($"621770000000010{1 + (i % 2)}", $"R{i:00}", Today.AddDays(-i), i))]);

        var money = await AskAsync(branch, customer);

        Assert.Equal(Enumerable.Range(1, 10).Select(i => $"R{i:00}"), money.Recent.Select(m => m.Reference));
        Assert.Equal("621770******0102", money.Recent[0].Account!.Number.ToString());
    }

    [Fact]
    public async Task Month_ends_follow_from_the_balances_and_the_months()
    {
        var branch = crm.NewBranch();
        var customer = await branch.HasCustomerAsync();
        var number = await intakes.NumberOfAsync(customer);
        await intakes.TakeAsync(
            Intakes.Account("6217700000000201", number) with { OpenedOn = ThisMonth.AddMonths(-3).AddDays(4) },
            Intakes.Account("6217700000000202", number, AccountKind.Loan) with { Balance = -1000m, BalanceOn = ThisMonth.AddMonths(-2).AddDays(-1) },
            Intakes.Account("6217700000000203", number, currency: "NOK") with { Balance = 7m });
        await intakes.TakeAsync(
            Intakes.Movement("6217700000000201", "A", ThisMonth.AddMonths(-3).AddDays(5), 500m), Intakes.Movement("6217700000000201", "B", ThisMonth.AddMonths(-1), -200m),
            Intakes.Movement("6217700000000202", "C", ThisMonth.AddMonths(-1), 100m));

        var ends = (await AskAsync(branch, customer)).MonthEnds;

        Assert.Equal(12, ends.Count);
        Assert.Equal(ThisMonth, ends[^1].Month);
        Assert.Equal([0m, 500m, 500m, 300m, 300m], ends.TakeLast(5).Select(e => e.Assets));
        Assert.Equal([1000m, 1000m, 1000m, 900m, 900m], ends.TakeLast(5).Select(e => e.Liabilities));
    }

    [Fact]
    public async Task Whose_accounts_one_may_not_see_moved_nothing()
    {
        var branch = crm.NewBranch();
        var customer = await branch.HasCustomerAsync();
        await intakes.TakeAsync(Intakes.Account("6217700000000301", await intakes.NumberOfAsync(customer)));
        await intakes.TakeAsync(Intakes.Movement("6217700000000301", "A", Today, 1m));
        var held = await crm.As(await branch.HasStaffAsync(AccountPermissions.Read)).AskAsync<GetHoldings, CustomerHoldings>(new(customer));

        Assert.Empty((await crm.As(await crm.NewBranch().HasStaffAsync(AccountPermissions.Read)).AskAsync<GetMoney, CustomerMoney>(new(held))).Recent);
        Assert.Empty((await crm.As(await branch.HasStaffAsync(AccountPermissions.ReadOwn)).AskAsync<GetMoney, CustomerMoney>(new(held))).Recent);
    }

    private async Task<CustomerMoney> AskAsync(TestBranch branch, Guid customer)
    {
        var teller = crm.As(await branch.HasStaffAsync(AccountPermissions.Read));
        return await teller.AskAsync<GetMoney, CustomerMoney>(new(await teller.AskAsync<GetHoldings, CustomerHoldings>(new(customer))));
    }
}

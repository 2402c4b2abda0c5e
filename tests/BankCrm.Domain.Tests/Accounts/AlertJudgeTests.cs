using BankCrm.Domain.Accounts.Alerts;
using BankCrm.Domain.Accounts.Transactions;
using BankCrm.Domain.Customers;
using Xunit;

namespace BankCrm.Domain.Tests.Accounts;

/// <summary>Limits of Order 2016 No. 3 of the People's Bank of China, to the cent.</summary>
public sealed class AlertJudgeTests
{
    private static readonly DateOnly Day = new(2026, 3, 2);
    private static readonly DayRates Rates = new(new Dictionary<string, decimal> { ["USD"] = 7.1m, ["EUR"] = 7.81m });

    private static readonly AlertRules Rules = new()
    {
        ValidFrom = new(2017, 7, 1),
        Source = "Order 2016 No. 3",
        LooksBack = 31,
        Limits =
        [
            new() { Rule = AlertRule.LargeCash, Kinds = [TransactionKind.Cash], Home = 50_000, Usd = 10_000 },
            new() { Rule = AlertRule.LargeTransfer, Customers = CustomerKind.Organisation, Kinds = [TransactionKind.Transfer, TransactionKind.CrossBorder], Home = 2_000_000, Usd = 200_000 },
            new() { Rule = AlertRule.LargeTransfer, Customers = CustomerKind.Individual, Kinds = [TransactionKind.Transfer], Home = 500_000, Usd = 100_000 },
            new() { Rule = AlertRule.LargeCrossBorder, Customers = CustomerKind.Individual, Kinds = [TransactionKind.CrossBorder], Home = 200_000, Usd = 10_000 },
        ],
        Structuring = new() { Share = 0.8m, Days = 7, Movements = 3 },
        Unusual = new() { Least = 50_000, Times = 3, Months = 6, LeastMonths = 3 },
        Dormant = new() { Days = 180, Least = 5_000 },
        Contacts = new() { Days = 30, Changes = 3 },
    };

    [Fact]
    public void What_needs_no_report_counts_for_no_limit_but_for_what_is_unusual()
    {
        MovedOnDay exempt = new(Day, TransactionKind.Cash, "CNY", AlertDirection.In, 90_000, 1, [90_000]) { IsExempt = true };
        MovedOnDay counted = new(Day, TransactionKind.Cash, "CNY", AlertDirection.In, 49_999, 1, [49_999]);

        Assert.Empty(AlertJudge.Judge(new(Guid.NewGuid(), CustomerKind.Individual, Day, [exempt, counted], default, Rates), Rules));
        var found = AlertJudge.Judge(new(Guid.NewGuid(), CustomerKind.Individual, Day, [exempt, counted], new(1_000, 1_000, 6), Rates), Rules);
        Assert.Equal((AlertRule.Unusual, 139_999m), (Assert.Single(found).Rule, found.Single().Amount));
    }

    [Theory]
    [InlineData(TransactionKind.Cash, CustomerKind.Individual, "CNY", "49999.99", null)]
    [InlineData(TransactionKind.Cash, CustomerKind.Individual, "CNY", "50000.00", AlertRule.LargeCash)]
    [InlineData(TransactionKind.Cash, CustomerKind.Organisation, "CNY", "50000.00", AlertRule.LargeCash)]
    [InlineData(TransactionKind.Cash, CustomerKind.Individual, "USD", "9999.99", null)]
    [InlineData(TransactionKind.Cash, CustomerKind.Individual, "USD", "10000.00", AlertRule.LargeCash)]
    [InlineData(TransactionKind.Cash, CustomerKind.Individual, "EUR", "9090.90", null)] // 9,999.99 dollars
    [InlineData(TransactionKind.Cash, CustomerKind.Individual, "EUR", "9090.91", AlertRule.LargeCash)]
    [InlineData(TransactionKind.Transfer, CustomerKind.Individual, "CNY", "499999.99", null)]
    [InlineData(TransactionKind.Transfer, CustomerKind.Individual, "CNY", "500000.00", AlertRule.LargeTransfer)]
    [InlineData(TransactionKind.Transfer, CustomerKind.Organisation, "CNY", "1999999.99", null)]
    [InlineData(TransactionKind.Transfer, CustomerKind.Organisation, "CNY", "2000000.00", AlertRule.LargeTransfer)]
    [InlineData(TransactionKind.CrossBorder, CustomerKind.Organisation, "USD", "199999.99", null)]
    [InlineData(TransactionKind.CrossBorder, CustomerKind.Organisation, "USD", "200000.00", AlertRule.LargeTransfer)]
    [InlineData(TransactionKind.CrossBorder, CustomerKind.Individual, "CNY", "199999.99", null)]
    [InlineData(TransactionKind.CrossBorder, CustomerKind.Individual, "CNY", "200000.00", AlertRule.LargeCrossBorder)]
    [InlineData(TransactionKind.CrossBorder, CustomerKind.Individual, "USD", "9999.99", null)]
    [InlineData(TransactionKind.CrossBorder, CustomerKind.Individual, "USD", "10000.00", AlertRule.LargeCrossBorder)]
    public void A_limit_is_reached_when_it_is_equalled(TransactionKind kind, CustomerKind customer, string currency, string amount, AlertRule? rule)
    {
        var found = AlertJudge.Judge(OnDay(customer, Moved(kind, decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture), currency)), Rules);

        Assert.Equal(rule, found.Select(f => (AlertRule?)f.Rule).SingleOrDefault());
    }

    [Fact]
    public void Receipts_and_payments_are_counted_apart() =>
        Assert.Empty(Judge(Moved(TransactionKind.Cash, 30_000), Moved(TransactionKind.Cash, 30_000, direction: AlertDirection.Out)));

    [Fact]
    public void All_accounts_of_a_day_are_added_up_and_other_days_are_not()
    {
        var found = Assert.Single(Judge(Moved(TransactionKind.Cash, 20_000), Moved(TransactionKind.Cash, 30_000)));

        Assert.Equal((AlertRule.LargeCash, AlertDirection.In, 50_000m, 2), (found.Rule, found.Direction, found.Amount, found.Movements));
        Assert.Equal("CNY 50000; USD 10000", found.Limit);
        Assert.Equal(new(2017, 7, 1), found.RuleFrom);
        Assert.Empty(Judge(Moved(TransactionKind.Cash, 20_000), Moved(TransactionKind.Cash, 30_000, day: Day.AddDays(-1))));
    }

    [Fact]
    public void Home_and_foreign_currency_count_together_only_where_both_moved()
    {
        var found = Assert.Single(Judge(Moved(TransactionKind.Cash, 30_000), Moved(TransactionKind.Cash, 3_000, "USD"))); // 51,300 in home currency

        Assert.Equal((51_300m, "USD 7.1"), (found.Amount, found.Rates));
        Assert.Empty(Judge(Moved(TransactionKind.Cash, 9_999.99m, "USD"))); // worth more than 50,000, and below the dollar limit
    }

    [Fact]
    public void Money_without_a_rate_is_not_weighed() => Assert.Empty(Judge(Moved(TransactionKind.Cash, 1_000_000_000, "XAF")));

    [Fact]
    public void Staying_just_below_the_limit_again_and_again_is_structuring()
    {
        MovedOnDay[] near = [.. new[] { 0, -2, -6 }.Select(days => Moved(TransactionKind.Cash, 45_000, day: Day.AddDays(days)))];

        var found = Assert.Single(Judge(near));
        Assert.Equal((AlertRule.Structuring, 135_000m, 3), (found.Rule, found.Amount, found.Movements));
        Assert.Empty(Judge(near[..2]));
        Assert.Empty(Judge([near[0], near[1], Moved(TransactionKind.Cash, 45_000, day: Day.AddDays(-7))]));
        Assert.Empty(Judge([near[0], near[1], Moved(TransactionKind.Cash, 39_999.99m, day: Day.AddDays(-6))]));
        Assert.Empty(Judge([Moved(TransactionKind.Cash, 10), near[1], near[2], Moved(TransactionKind.Cash, 45_000, day: Day.AddDays(-3))])); // nothing near it today
    }

    [Fact]
    public void A_day_on_which_the_limit_was_reached_is_no_structuring()
    {
        var found = Judge([.. new[] { 0, 0, -1, -2 }.Select(days => Moved(TransactionKind.Cash, 45_000, day: Day.AddDays(days)))]);

        Assert.Equal(AlertRule.LargeCash, Assert.Single(found).Rule);
    }

    [Theory]
    [InlineData(20_000, 59_999, 3, false)]
    [InlineData(20_000, 60_000, 3, true)]
    [InlineData(20_000, 60_000, 2, false)] // no habit yet
    [InlineData(1_000, 49_999, 6, false)] // less than anybody asks about
    [InlineData(1_000, 50_000, 6, true)]
    public void A_day_of_three_months_is_out_of_habit(decimal month, decimal amount, int months, bool isFound)
    {
        var day = OnDay(CustomerKind.Individual, Moved(TransactionKind.Transfer, amount)) with { Habit = new(month, 0, months) };

        Assert.Equal(isFound, AlertJudge.Judge(day, Rules).Any(f => f.Rule is AlertRule.Unusual));
    }

    [Theory]
    [InlineData(179, false, 5_000, false)]
    [InlineData(180, false, 5_000, true)]
    [InlineData(180, false, 4_999, false)]
    [InlineData(3, true, 5_000, true)]
    public void An_account_that_moves_after_a_rest_is_told_of(int restedDays, bool isCalledDormant, decimal amount, bool isFound)
    {
        var found = AlertJudge.Woken(Guid.NewGuid(), Guid.NewGuid(), Day.AddDays(-restedDays), isCalledDormant, Day, -amount, "CNY", Rules, Rates);

        Assert.Equal(isFound, found is not null);
    }

    private static List<AlertFinding> Judge(params MovedOnDay[] moved) => [.. AlertJudge.Judge(OnDay(CustomerKind.Individual, moved), Rules)];

    private static CustomerDay OnDay(CustomerKind kind, params MovedOnDay[] moved) => new(Guid.NewGuid(), kind, Day, moved, default, Rates);

    private static MovedOnDay Moved(
        TransactionKind kind, decimal amount, string currency = "CNY", AlertDirection direction = AlertDirection.In, DateOnly? day = null) =>
        new(day ?? Day, kind, currency, direction, amount, 1, [amount]);
}

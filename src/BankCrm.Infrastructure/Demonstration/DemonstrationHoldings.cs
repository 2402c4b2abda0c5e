using System.Globalization;
using BankCrm.Application.Accounts.Intake;
using BankCrm.Domain.Accounts;
using BankCrm.Domain.Accounts.Transactions;
using BankCrm.Domain.Customers;
using BankCrm.Infrastructure.Customers.Population;

namespace BankCrm.Infrastructure.Demonstration;

internal sealed record DemonstrationHolder(string Number, CustomerKind Kind, CustomerTier Tier, LifeCycleStage Stage, string Branch);

/// <summary>An account with what moved on it.</summary>
internal sealed record DemonstrationHolding(ToldAccount Account, IReadOnlyList<ToldTransaction> Transactions);

/// <summary>Draws up what one customer of the demonstration bank holds.</summary>
internal static class DemonstrationHoldings
{
    private const int Months = 6;

    private static readonly (string Text, string Counterparty, TransactionKind Kind, TransactionChannel Channel, int Least, int Most)[] Spending =
    [
        ("超市购物", "永辉超市", TransactionKind.CardPayment, TransactionChannel.PointOfSale, 40, 600),
        ("餐饮消费", "海底捞", TransactionKind.CardPayment, TransactionChannel.PointOfSale, 60, 480),
        ("外卖", "美团", TransactionKind.CardPayment, TransactionChannel.Mobile, 18, 90),
        ("地铁出行", "轨道交通集团", TransactionKind.CardPayment, TransactionChannel.Mobile, 4, 30),
        ("加油", "中国石化", TransactionKind.CardPayment, TransactionChannel.PointOfSale, 200, 480),
        ("电费", "国家电网", TransactionKind.DirectDebit, TransactionChannel.Automatic, 80, 420),
        ("话费", "中国移动", TransactionKind.DirectDebit, TransactionChannel.Automatic, 38, 199),
        ("网上购物", "京东商城", TransactionKind.CardPayment, TransactionChannel.Online, 30, 2600),
        ("取现", "", TransactionKind.Cash, TransactionChannel.CashMachine, 300, 3000),
        ("转账给家人", "王秀英", TransactionKind.Transfer, TransactionChannel.Mobile, 200, 5000),
        ("药店", "同仁堂药店", TransactionKind.CardPayment, TransactionChannel.PointOfSale, 20, 380),
    ];

    private static readonly Shares<AccountStatus> States = new((AccountStatus.Open, 960), (AccountStatus.Dormant, 25), (AccountStatus.Frozen, 8), (AccountStatus.LossReported, 7));

    public static IEnumerable<DemonstrationHolding> Of(DemonstrationHolder holder, int place, Dice dice, DateOnly today, IReadOnlySet<string> products)
    {
        var isFirm = holder.Kind is CustomerKind.Organisation;
        var wealth = 1 << (int)holder.Tier; // 1, 2, 4, 8
        yield return Main(holder, place, dice, today, wealth, isFirm, products);

        foreach (var (kind, product, chance, amount, currency) in new[]
        {
            (AccountKind.TimeDeposit, "TD-1Y", 220, dice.Between(2, 40) * 5000m * wealth, "CNY"),
            (AccountKind.Wealth, "WM-FIX-180", isFirm ? 60 : 160, dice.Between(2, 60) * 10_000m * wealth, "CNY"),
            (AccountKind.Savings, "SAV-USD", isFirm ? 0 : 70, dice.Between(5, 300) * 100m * wealth, "USD"),
            (AccountKind.Loan, "LN-HOME", 130, -dice.Between(20, 260) * 10_000m, "CNY"),
            (AccountKind.CreditCard, "CC-STD", isFirm ? 0 : 200, -dice.Between(0, 18_000), "CNY"),
            (AccountKind.Insurance, "INS-PAR", isFirm ? 0 : 60, dice.Between(1, 20) * 10_000m, "CNY"),
        })
        {
            if (dice.In(chance))
            {
                yield return new(Quiet(holder, place, dice, today, kind, amount, currency, products.Contains(product) ? product : null), []);
            }
        }
    }

    private static ToldAccount Quiet(
        DemonstrationHolder holder, int place, Dice dice, DateOnly today, AccountKind kind, decimal balance, string currency, string? product) =>
        Account(holder, place, kind, currency, AccountStatus.Open, today.AddDays(-dice.Between(40, 900)), today) with
        {
            Product = product,
            Balance = balance,
            BalanceOn = today.AddDays(-1),
            CreditLimit = kind is AccountKind.CreditCard ? 20_000m : null,
            Rate = kind switch { AccountKind.TimeDeposit => 0.95m, AccountKind.Loan => 3.05m, _ => null },
            MaturesOn = kind is AccountKind.TimeDeposit or AccountKind.Wealth ? today.AddDays(dice.Between(3, 360))
                : kind is AccountKind.Loan ? today.AddYears(dice.Between(3, 25)) : null,
        };

    private static DemonstrationHolding Main(
        DemonstrationHolder holder, int place, Dice dice, DateOnly today, int wealth, bool isFirm, IReadOnlySet<string> products)
    {
        var status = holder.Stage is LifeCycleStage.Dormant ? AccountStatus.Dormant : States.Drawn(dice);
        var first = today.AddMonths(-Months);
        var opening = dice.Between(20, 900) * 100m * wealth * (isFirm ? 10 : 1);
        var product = isFirm ? "CUR-CNY" : "SAV-CNY";
        var account = Account(holder, place, isFirm ? AccountKind.Current : AccountKind.Savings, "CNY", status, first.AddDays(-dice.Between(30, 2000)), today) with
        {
            Product = products.Contains(product) ? product : null,
            Balance = opening,
            BalanceOn = first.AddDays(-1),
            Rate = 0.05m,
        };
        return new(account, status is AccountStatus.Dormant ? [] : [.. Movements(account, dice, first, today, opening, wealth * (isFirm ? 10 : 1))]);
    }

    private static IEnumerable<ToldTransaction> Movements(ToldAccount account, Dice dice, DateOnly first, DateOnly today, decimal balance, int wealth)
    {
        var income = dice.Between(50, 180) * 100m * wealth;
        for (var (day, number) = (first, 0); day < today; day = day.AddDays(1))
        {
            if (day.Day == 10)
            {
                yield return Move("工资", "代发工资", TransactionKind.Transfer, TransactionChannel.Automatic, income);
            }

            if (day.Day == 21 && day.Month % 3 == 0)
            {
                yield return Move("结息", "", TransactionKind.Interest, TransactionChannel.Automatic, Math.Round(balance * 0.000125m, 2) + 0.01m);
            }

            if (dice.In(170))
            {
                var (text, counterparty, kind, channel, least, most) = dice.Of(Spending);
                var amount = (dice.Between(least, most) * wealth) + (dice.Below(100) / 100m);
                if (amount < balance)
                {
                    yield return Move(text, counterparty, kind, channel, -amount);
                }
            }

            ToldTransaction Move(string text, string counterparty, TransactionKind kind, TransactionChannel channel, decimal amount)
            {
                balance += amount;
                number++;
                return new(account.Number, string.Create(CultureInfo.InvariantCulture, $"{day:yyyyMMdd}{number:0000}"), day, amount, "CNY", kind)
                {
                    Channel = channel,
                    Counterparty = counterparty,
                    Text = text,
                    BalanceAfter = balance,
                    Position = number,
                };
            }
        }
    }

    private static ToldAccount Account(
        DemonstrationHolder holder, int place, AccountKind kind, string currency, AccountStatus status, DateOnly opened, DateOnly today) =>
        new(string.Create(CultureInfo.InvariantCulture, $"6217{place:00000000}{(int)kind:00}{(currency == "CNY" ? 0 : 1)}"), kind, currency, status, 1,
            new(today.ToDateTime(new(6, 0)), TimeSpan.FromHours(8)), [new(HolderRole.Owner, holder.Number, null)])
        {
            OpenedAt = holder.Branch,
            OpenedOn = opened,
        };
}

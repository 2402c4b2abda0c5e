using System.Globalization;
using BankCrm.Application.Accounts.Arrangements;
using BankCrm.Application.Accounts.Intake;
using BankCrm.Domain.Accounts;
using BankCrm.Domain.Accounts.Arrangements;
using BankCrm.Domain.Customers.IdentityDocuments;
using BankCrm.Domain.Products.Catalogue;
using BankCrm.Infrastructure.Customers.Population;

namespace BankCrm.Infrastructure.Demonstration;

/// <summary>What hangs on the accounts of the demonstration bank.</summary>
internal static class DemonstrationArrangements
{
    private static readonly (string Counterparty, string Account, string Purpose, int Least, int Most)[] Payments =
    [
        ("自如房屋租赁", "6222020000001288", "房租", 1800, 6500),
        ("国家电网", "", "电费", 80, 400),
        ("王秀英", "6228480000009921", "赡养费", 500, 3000),
        ("新东方教育", "6225880000003307", "培训费", 600, 2400),
        ("中国人寿保险", "", "保险费", 200, 1500),
    ];

    private static readonly (string Code, string Name, RiskGrade Grade, decimal Price)[] Instruments =
    [
        ("LC2024R2180", "稳健固收 180 天第 7 期", RiskGrade.R2, 1.0432m),
        ("LC2024R2365", "固收增强一年定开", RiskGrade.R3, 1.0871m),
        ("LC2023R1001", "现金添利", RiskGrade.R1, 1.0000m),
        ("LC2022R4009", "权益精选混合", RiskGrade.R4, 0.9166m),
    ];

    private static readonly Shares<CardStatus> States = new(
        (CardStatus.Active, 930), (CardStatus.Issued, 20), (CardStatus.LossReported, 20), (CardStatus.Expired, 20), (CardStatus.Blocked, 10));

    public static IEnumerable<ToldCard> Cards(ToldAccount account, int place, Dice dice, DateOnly today)
    {
        if (account.Kind is not (AccountKind.Savings or AccountKind.CreditCard) || account.Currency != "CNY")
        {
            yield break;
        }

        var isCredit = account.Kind is AccountKind.CreditCard;
        var body = string.Create(CultureInfo.InvariantCulture, $"{(isCredit ? "622588" : "621799")}{place:000000000}");
        var issued = today.AddDays(-dice.Between(30, 1500));
        yield return new(account.Number, $"K{place}", 1, account.ToldAt, BankCard.Completed(body), isCredit ? CardKind.Credit : CardKind.Debit, States.Drawn(dice))
        {
            Name = isCredit ? "信用卡普卡" : "借记卡普卡",
            IssuedOn = issued,
            ValidTo = issued.AddYears(5),
        };
    }

    public static IEnumerable<ToldStandingOrder> Orders(ToldAccount account, Dice dice, DateOnly today)
    {
        if (account.Kind is not (AccountKind.Savings or AccountKind.Current) || account.Currency != "CNY")
        {
            yield break;
        }

        for (var number = 1; number <= 3 && dice.In(300); number++)
        {
            var (counterparty, theirs, purpose, least, most) = dice.Of(Payments);
            yield return new(account.Number, $"D{number}", 1, account.ToldAt, dice.Between(least, most), "CNY", OrderRhythm.Monthly, OrderStatus.Active)
            {
                NextOn = today.AddDays(dice.Between(1, 28)),
                Counterparty = counterparty,
                CounterpartyAccount = theirs,
                Purpose = purpose,
            };
        }
    }

    public static IEnumerable<ToldLoan> Loans(ToldAccount account, Dice dice, DateOnly today)
    {
        if (account is not { Kind: AccountKind.Loan, Balance: < 0, OpenedOn: { } opened, MaturesOn: { } ends })
        {
            yield break;
        }

        var owed = -account.Balance.Value;
        var inArrears = dice.In(60);
        var first = new DateOnly(opened.Year, opened.Month, 20).AddMonths(1);
        var past = Math.Max(0, ((today.Year - first.Year) * 12) + today.Month - first.Month + (today.Day >= first.Day ? 1 : 0));
        var left = Math.Max(1, ((ends.Year - first.Year) * 12) + ends.Month - first.Month + 1 - past);
        var part = Math.Round(owed / left, 2);
        yield return new(account.Number, "1", 1, account.ToldAt, owed + (part * past), "CNY", opened, inArrears ? LoanStatus.InArrears : LoanStatus.Running)
        {
            Outstanding = owed,
            Rate = account.Rate,
            EndsOn = ends,
            Instalments =
            [
                .. Enumerable.Range(0, past + left).Select(i => new ToldInstalment(
                    i + 1, first.AddMonths(i), i == past + left - 1 ? owed - (part * (left - 1)) : part,
                    Math.Round((owed + (part * (past - i))) * 0.0305m / 12, 2), i < past - (inArrears ? 2 : 0))),
            ],
        };
    }

    public static IEnumerable<ToldPosition> Positions(ToldAccount account, Dice dice)
    {
        if (account is not { Kind: AccountKind.Wealth, Balance: > 0, BalanceOn: { } day })
        {
            yield break;
        }

        var (left, from) = (account.Balance.Value, dice.Below(Instruments.Length));
        for (var i = 0; i < 2; i++)
        {
            var (code, name, grade, price) = Instruments[(from + i) % Instruments.Length];
            var value = i == 0 ? Math.Round(left * 0.6m, 2) : left;
            left -= value;
            yield return new(account.Number, code, 1, account.ToldAt, name, Math.Round(value / price, 4), "CNY", value, day) { Price = price, Grade = grade };
        }
    }
}

using BankCrm.Domain.Products.Catalogue;
using static BankCrm.Domain.Products.Catalogue.ProductClass;

namespace BankCrm.Infrastructure.Demonstration;

/// <summary>The terms of the demonstration bank's products, as they are now.</summary>
internal static class DemonstrationTerms
{
    private const SalesChannels Everywhere = SalesChannels.Branch | SalesChannels.Web | SalesChannels.Mobile | SalesChannels.Phone;
    private const SalesChannels Online = SalesChannels.Branch | SalesChannels.Web | SalesChannels.Mobile;
    private const SalesChannels Counter = SalesChannels.Branch;

    public static IReadOnlyList<Offer> All { get; } =
    [
        Account("CUR-CNY", Current, "CNY", "Corporate current account", "单位结算账户（基本户）", 0.05m, opening: 0, monthly: 30),
        Account("CUR-USD", Current, "USD", "US dollar current account", "美元经常项目账户", 0.05m, opening: 0, monthly: 10),
        Account("CUR-EUR", Current, "EUR", "Euro current account", "欧元经常项目账户", 0.01m, opening: 0, monthly: 10),
        Account("SAV-CNY", Savings, "CNY", "Everyday savings", "个人活期储蓄", 0.05m),
        Account("SAV-BIZ", Savings, "CNY", "Agreed savings", "协定存款", 0.10m, minimum: 500_000),
        Account("SAV-USD", Savings, "USD", "US dollar savings", "美元活期储蓄", 0.05m),
        Account("SAV-EUR", Savings, "EUR", "Euro savings", "欧元活期储蓄", 0.01m),
        Deposit("TD-3M", "CNY", "Time deposit, 3 months", "整存整取三个月", 3, TermUnit.Months, 0.65m, 50),
        Deposit("TD-6M", "CNY", "Time deposit, 6 months", "整存整取六个月", 6, TermUnit.Months, 0.85m, 50),
        Deposit("TD-1Y", "CNY", "Time deposit, 1 year", "整存整取一年", 1, TermUnit.Years, 0.95m, 50),
        Deposit("TD-3Y", "CNY", "Time deposit, 3 years", "整存整取三年", 3, TermUnit.Years, 1.25m, 50),
        Deposit("TD-5Y", "CNY", "Time deposit, 5 years", "整存整取五年", 5, TermUnit.Years, 1.30m, 50),
        Deposit("CD-3Y", "CNY", "Large-denomination certificate of deposit, 3 years", "大额存单三年期", 3, TermUnit.Years, 1.55m, 200_000, step: 10_000),
        Deposit("TD-USD-1Y", "USD", "US dollar time deposit, 1 year", "美元定期存款一年", 1, TermUnit.Years, 2.80m, 5_000),
        Card("DC-STD", "Debit card", "借记卡普卡", opening: 5, annual: 10),
        Card("DC-GOLD", "Gold debit card", "借记卡金卡", opening: 0, annual: 0),
        Credit("CC-STD", "Credit card", "信用卡普卡", annual: 100, 1_000, 50_000, 50),
        Credit("CC-GOLD", "Gold credit card", "信用卡金卡", annual: 200, 10_000, 100_000, 50),
        Credit("CC-PLAT", "Platinum credit card", "信用卡白金卡", annual: 2_000, 50_000, 500_000, 50),
        Borrowed("LN-HOME", "Residential mortgage", "个人住房按揭贷款", "LPR 5Y", 3.50m, -0.30m, 30, 50_000, 10_000_000, Counter),
        Borrowed("LN-CAR", "Car loan", "个人汽车消费贷款", "LPR 1Y", 3.00m, 1.20m, 5, 10_000, 1_000_000, Counter),
        Borrowed("LN-CONS", "Personal consumer loan", "个人信用消费贷", "LPR 1Y", 3.00m, 0.45m, 3, 1_000, 300_000, Online),
        Borrowed("LN-BIZ", "Small business working capital loan", "小微企业流动资金贷款", "LPR 1Y", 3.00m, 0.65m, 1, 100_000, 10_000_000, Counter),
        Invested("WM-CASH", Wealth, "CNY", "Cash plus, daily", "现金添利（日申赎）", RiskGrade.R1, RiskGrade.R1, 1.40m, 1.90m, 1, 1),
        Invested("WM-FIX-180", Wealth, "CNY", "Steady income, 180 days", "稳健固收 180 天封闭式", RiskGrade.R2, RiskGrade.R2, 2.20m, 2.80m, 180, 10_000),
        Invested("WM-MIX-1Y", Wealth, "CNY", "Balanced growth, 1 year", "固收增强一年定开", RiskGrade.R2, RiskGrade.R3, 2.80m, 4.20m, 365, 10_000),
        Invested("WM-EQ", Wealth, "CNY", "Equity selection", "权益精选混合", RiskGrade.R4, RiskGrade.R4, 3.00m, 8.00m, 365, 10_000),
        Invested("WM-OVS", Wealth, "USD", "Overseas technology equity", "全球科技股票（QDII）", RiskGrade.R5, RiskGrade.R4, 4.00m, 12.00m, 365, 5_000),
        Invested("INS-ANN", Insurance, "CNY", "Pension annuity", "养老年金保险", RiskGrade.R1, RiskGrade.R1, 2.00m, null, 3_650, 5_000),
        Invested("INS-PAR", Insurance, "CNY", "Participating whole life", "终身寿险（分红型）", RiskGrade.R2, RiskGrade.R2, 1.75m, 3.20m, 7_300, 10_000),
        Invested("INS-UL", Insurance, "CNY", "Unit-linked insurance", "投资连结保险", RiskGrade.R3, RiskGrade.R4, 0.00m, 6.00m, 3_650, 50_000),
        new("CST-SEC", Custody, "CNY", new()
        {
            Name = "Securities custody", ChineseName = "证券投资托管账户", Channels = Counter, OpeningFee = 0, AnnualFee = 500, CustodyFee = 0.05m, Minimum = 1_000_000,
            Description = "For funds and corporate investors.", ChineseDescription = "面向基金与机构投资者。",
        }),
    ];

    public static ProductTerms Of(string code) => All.First(o => o.Code == code).Terms;

    private static Offer Account(
        string code, ProductClass kind, string currency, string name, string chinese, decimal rate, decimal? minimum = null, decimal? opening = null, decimal? monthly = null) =>
        new(code, kind, currency, new()
        {
            Name = name,
            ChineseName = chinese,
            Channels = kind is Current ? Counter : Online,
            RateKind = RateKind.Fixed,
            Rate = rate,
            Minimum = minimum,
            OpeningFee = opening,
            MonthlyFee = monthly,
        });

    private static Offer Deposit(
        string code, string currency, string name, string chinese, int term, TermUnit unit, decimal rate, decimal minimum, decimal? step = null) =>
        new(code, TimeDeposit, currency, new()
        {
            Name = name,
            ChineseName = chinese,
            Channels = Online,
            RateKind = RateKind.Fixed,
            Rate = rate,
            Term = term,
            TermUnit = unit,
            Minimum = minimum,
            Step = step,
        });

    private static Offer Card(string code, string name, string chinese, decimal opening, decimal annual) =>
        new(code, DebitCard, "CNY", new() { Name = name, ChineseName = chinese, Channels = Counter | SalesChannels.Mobile, OpeningFee = opening, AnnualFee = annual });

    private static Offer Credit(string code, string name, string chinese, decimal annual, decimal least, decimal most, int free) => new(code, CreditCard, "CNY", new()
    {
        Name = name,
        ChineseName = chinese,
        Channels = Everywhere,
        RateKind = RateKind.Fixed,
        Rate = 18.25m,
        Minimum = least,
        Maximum = most,
        AnnualFee = annual,
        CashAdvanceFee = 1,
        LatePaymentFee = 5,
        InterestFreeDays = free,
    });

    private static Offer Borrowed(
        string code, string name, string chinese, string benchmark, decimal index, decimal spread, int years, decimal least, decimal most, SalesChannels channels) =>
        new(code, Loan, "CNY", new()
        {
            Name = name,
            ChineseName = chinese,
            Channels = channels,
            RateKind = RateKind.Floating,
            Benchmark = benchmark,
            Spread = spread,
            Rate = index + spread,
            Term = years,
            TermUnit = TermUnit.Years,
            Minimum = least,
            Maximum = most,
            EarlyRepaymentFee = 1,
            LatePaymentFee = 50,
        });

    private static Offer Invested(
        string code, ProductClass kind, string currency, string name, string chinese, RiskGrade issuer, RiskGrade own, decimal least, decimal? most, int days, decimal minimum) =>
        new(code, kind, currency, new()
        {
            Name = name,
            ChineseName = chinese,
            Channels = kind is Insurance ? Counter : Online,
            RateKind = RateKind.Aimed,
            Rate = least,
            RateUpTo = most,
            Term = days,
            TermUnit = TermUnit.Days,
            Minimum = minimum,
            Step = kind is Wealth ? 1 : 1_000,
            IssuerGrade = issuer,
            OwnGrade = own,
            ManagementFee = 0.30m,
            SubscriptionFee = kind is Wealth && own >= RiskGrade.R3 ? 0.50m : null,
            RedemptionFee = kind is Wealth && own >= RiskGrade.R4 ? 0.25m : null,
            CustodyFee = kind is Wealth ? 0.03m : null,
        });

    internal sealed record Offer(string Code, ProductClass Class, string Currency, ProductTerms Terms);
}

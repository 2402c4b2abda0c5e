using BankCrm.Application.Segments.Definitions;
using BankCrm.Domain.Accounts;
using BankCrm.Domain.Accounts.Transactions;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Products.Catalogue;
using BankCrm.Domain.Recommendations.Rules;
using BankCrm.Domain.Segments.Definitions;

namespace BankCrm.Application.Recommendations.Rules;

/// <summary>Rules that every bank can begin with. Whoever takes one up chooses the product, and a colleague approves it.</summary>
public enum ReadyMadeRule
{
    [Means("Wealth product for a high balance")] HighBalance,
    [Means("Review the deposit that matures")] MaturingDeposit,
    [Means("Card with benefits for online shoppers")] OnlineShopper,
    [Means("Savings plan from the salary")] SalarySavings,
    [Means("First credit card for young employees")] YoungEmployee,
    [Means("Pension before retirement")] Pension,
    [Means("Card that is not used")] IdleCard,
    [Means("Insurance for a loan")] LoanInsurance,
    [Means("Win back an account that stands still")] Dormant,
    [Means("Identity document to renew")] RenewDocument,
    [Means("Missing data")] MissingData,
}

public static class ReadyMadeRules
{
    extension(ReadyMadeRule which)
    {
        /// <summary>The class of products from which one is chosen. Null: it offers none.</summary>
        public ProductClass? Offers => which switch
        {
            ReadyMadeRule.HighBalance => ProductClass.Wealth,
            ReadyMadeRule.OnlineShopper or ReadyMadeRule.YoungEmployee => ProductClass.CreditCard,
            ReadyMadeRule.SalarySavings => ProductClass.TimeDeposit,
            ReadyMadeRule.Pension or ReadyMadeRule.LoanInsurance => ProductClass.Insurance,
            _ => null,
        };

        /// <summary>What it says, without its product.</summary>
        public RuleTerms Terms => which switch
        {
            ReadyMadeRule.HighBalance => new()
            {
                Name = "Wealth product for a high balance",
                ChineseName = "高存款客户配置理财",
                Reason = "Much lies on deposit and nothing is invested.",
                ChineseReason = "存款较多，尚未配置理财产品。",
                Action = RecommendedAction.OfferProduct,
                Asks = ReadyMadeSegment.HighBalance.Asks,
                BasePoints = 24,
                CountsValue = true,
                CountsMaturity = true,
                CoolingOffDays = 90,
            },
            ReadyMadeRule.MaturingDeposit => new()
            {
                Name = "Review the deposit that matures",
                ChineseName = "到期资金续作面谈",
                Reason = "Money becomes free within a month: speak of what comes next before it leaves.",
                ChineseReason = "一个月内有资金到期，宜提前沟通后续安排。",
                Action = RecommendedAction.ReviewMaturity,
                Asks = ReadyMadeSegment.MaturingDeposits.Asks,
                BasePoints = 26,
                CountsValue = true,
                CountsMaturity = true,
                CoolingOffDays = 30,
                Way = RecommendedWay.Call,
            },
            ReadyMadeRule.OnlineShopper => new()
            {
                Name = "Card with benefits for online shoppers",
                ChineseName = "网购达人权益信用卡",
                Reason = "Shops often and pays by mobile or online: online benefits pay off.",
                ChineseReason = "近期网购频繁，线上权益与其消费习惯相符。",
                Action = RecommendedAction.OfferProduct,
                Asks = SegmentGroup.All(
                    ReadyMadeSegment.FrequentShoppers.Asks,
                    new SegmentCondition("channel-use", SegmentTest.AtLeast, "10") { Of = [nameof(TransactionChannel.Mobile), nameof(TransactionChannel.Online)], Days = 90 }),
                BasePoints = 20,
                CoolingOffDays = 120,
            },
            ReadyMadeRule.SalarySavings => new()
            {
                Name = "Savings plan from the salary",
                ChineseName = "代发工资客户定期储蓄计划",
                Reason = "The salary comes in every month and nothing of it is put aside.",
                ChineseReason = "每月代发工资到账，尚无定期储蓄。",
                Action = RecommendedAction.OfferProduct,
                Asks = SegmentGroup.All(Counted("inflow", SegmentTest.AtLeast, "1", TransactionCategory.Salary), Holds(SegmentTest.HasNoneOf, AccountKind.TimeDeposit)),
                BasePoints = 18,
                CountsValue = true,
            },
            ReadyMadeRule.YoungEmployee => new()
            {
                Name = "First credit card for young employees",
                ChineseName = "年轻上班族首张信用卡",
                Reason = "Young, with a salary, and no credit card yet.",
                ChineseReason = "年轻且有工资收入，尚未持有信用卡。",
                Action = RecommendedAction.OfferProduct,
                Asks = SegmentGroup.All(ReadyMadeSegment.YoungEmployees.Asks, Holds(SegmentTest.HasNoneOf, AccountKind.CreditCard)),
                BasePoints = 17,
                CoolingOffDays = 120,
            },
            ReadyMadeRule.Pension => new()
            {
                Name = "Pension before retirement",
                ChineseName = "退休前养老保障规划",
                Reason = "Between 50 and 60 with savings: a talk about the pension is due.",
                ChineseReason = "50至60岁且有一定积蓄，适合沟通养老规划。",
                Action = RecommendedAction.OfferProduct,
                Asks = SegmentGroup.All(ReadyMadeSegment.BeforeRetirement.Asks, Holds(SegmentTest.HasNoneOf, AccountKind.Insurance)),
                BasePoints = 19,
                CountsValue = true,
                CoolingOffDays = 180,
            },
            ReadyMadeRule.IdleCard => new()
            {
                Name = "Card that is not used",
                ChineseName = "睡眠信用卡激活",
                Reason = "Holds a credit card and has not shopped for three months.",
                ChineseReason = "持有信用卡，近三个月未发生消费。",
                Action = RecommendedAction.ActivateCard,
                Asks = SegmentGroup.All(Holds(SegmentTest.HasAnyOf, AccountKind.CreditCard), Counted("movements", SegmentTest.AtMost, "0", TransactionCategory.Shopping)),
                BasePoints = 12,
                CoolingOffDays = 60,
            },
            ReadyMadeRule.LoanInsurance => new()
            {
                Name = "Insurance for a loan",
                ChineseName = "贷款客户保险保障",
                Reason = "A loan without insurance: what happens if the income fails?",
                ChineseReason = "有贷款而无保险，收入中断时缺少保障。",
                Action = RecommendedAction.OfferProduct,
                Asks = SegmentGroup.All(Holds(SegmentTest.HasAnyOf, AccountKind.Loan), Holds(SegmentTest.HasNoneOf, AccountKind.Insurance)),
                BasePoints = 16,
                CoolingOffDays = 180,
            },
            ReadyMadeRule.Dormant => new()
            {
                Name = "Win back an account that stands still",
                ChineseName = "沉睡客户唤醒",
                Reason = "Nothing has moved for 90 days: ask what is missing.",
                ChineseReason = "账户超过90天无交易，了解原因并挽留。",
                Action = RecommendedAction.WinBack,
                Asks = ReadyMadeSegment.Dormant.Asks,
                BasePoints = 14,
                CountsValue = true,
                CoolingOffDays = 180,
                Way = RecommendedWay.Call,
            },
            ReadyMadeRule.RenewDocument => new()
            {
                Name = "Identity document to renew",
                ChineseName = "身份证件到期更新",
                Reason = "The identity document has expired or does within two months: ask for the new one before business is limited.",
                ChineseReason = "身份证件已过期或两个月内到期，请提醒客户更新，以免业务受限。",
                Action = RecommendedAction.RenewDocument,
                Asks = ReadyMadeSegment.ExpiringDocuments.Asks,
                BasePoints = 22,
                CoolingOffDays = 30,
            },
            _ => new()
            {
                Name = "Missing data",
                ChineseName = "补全客户资料",
                Reason = "Income or mobile number is not on record: ask for it while they are here.",
                ChineseReason = "收入或手机号码缺失，请在客户到访时补充。",
                Action = RecommendedAction.CompleteData,
                Asks = SegmentGroup.All(
                    new SegmentCondition("kind", SegmentTest.IsAnyOf, nameof(CustomerKind.Individual)),
                    SegmentGroup.Any(new SegmentCondition("income", SegmentTest.IsUnknown), new SegmentCondition("mobile", SegmentTest.No))),
                BasePoints = 8,
                CoolingOffDays = 30,
            },
        };
    }

    private static SegmentCondition Holds(SegmentTest test, AccountKind kind) => new("holds", test, kind.ToString());

    private static SegmentCondition Counted(string field, SegmentTest test, string value, TransactionCategory of) => new(field, test, value) { Of = [of.ToString()], Days = 90 };
}

using System.Globalization;
using BankCrm.Domain.Cases.Routing;

namespace BankCrm.Domain.Tests.Cases.Routing;

/// <summary>Sentences put together of parts, in English and Chinese: six categories of which each has its own subjects and complaints.</summary>
internal static class MadeUpCases
{
    public static readonly Guid LostCard = Id(1);
    public static readonly Guid SlowTransfer = Id(2);
    public static readonly Guid ForgottenPassword = Id(3);
    public static readonly Guid CashMachine = Id(4);
    public static readonly Guid Mortgage = Id(5);
    public static readonly Guid StatementCopy = Id(6);

    private static readonly (Guid Category, string[] Subjects, string[] Events)[] Parts =
    [
        (LostCard, ["my debit card", "the bank card", "her credit card", "我的银行卡", "信用卡"], ["was stolen yesterday", "is lost, please block it", "disappeared on the bus", "昨天被偷了", "丢了，请马上挂失"]),
        (SlowTransfer, ["the transfer to my landlord", "a payment abroad", "money I sent", "我转的钱", "跨行转账"], ["has not arrived", "is still pending after days", "never reached the recipient", "三天还没到账", "对方一直收不到"]),
        (ForgottenPassword, ["the online password", "my login code", "the app", "手机银行密码", "网银登录"], ["was forgotten", "locks me out", "does not accept the passcode", "忘记了", "一直提示密码错误"]),
        (CashMachine, ["the cash machine", "an ATM in the station", "the withdrawal", "自动取款机", "柜员机"], ["swallowed the notes", "gave too little cash", "kept my notes", "吐钞少了", "吞了我的现金"]),
        (Mortgage, ["our mortgage", "the home loan", "a loan for a flat", "房贷", "住房贷款"], ["needs a lower rate", "should be repaid early", "has a wrong instalment", "想提前还款", "利率太高了"]),
        (StatementCopy, ["a statement of the year", "the paper statement", "a copy of my statement", "去年的对账单", "流水明细"], ["is needed for the tax office", "should be stamped", "must be printed again", "要盖章", "需要重新打印"]),
    ];

    /// <summary>Each of another customer.</summary>
    public static List<TaughtCase> Of(int each = 40, int seed = 5)
    {
        var random = new Random(seed);
        string[] before = ["hello,", "please help:", "since 12 May", "您好", "请问", ""];
        string[] after = ["thank you", "what can be done?", "I have waited 3 weeks", "谢谢", "怎么办？", ""];
        return [.. Parts.SelectMany((part, p) => Enumerable.Range(0, each).Select(i =>
        {
            var isHan = i % 2 == 1;
            var (subject, happened) = (Pick(part.Subjects, isHan), Pick(part.Events, isHan));
            return new TaughtCase(Id((p * 10_000) + i + 100), part.Category, Id((p * 10_000) + i + 500_000), $"{Pick(before, isHan)} {subject}{(isHan ? "" : " ")}{happened} {Pick(after, isHan)}");
        }))];

        string Pick(string[] of, bool isHan) => of[(isHan ? 3 : 0) + random.Next(isHan ? of.Length - 3 : 3)];
    }

    public static Guid Id(int number) => Guid.ParseExact(number.ToString("x32", CultureInfo.InvariantCulture), "N");
}

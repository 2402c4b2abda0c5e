using System.Collections.Frozen;
using BankCrm.Domain.Accounts;
using BankCrm.Domain.Accounts.Transactions;
using BankCrm.Domain.Common;
using BankCrm.Domain.DataQuality.Import;

namespace BankCrm.Application.DataQuality.Import.Ledger;

/// <summary>The words other systems use in files of accounts and movements for what is a choice of ours, in Chinese and English.</summary>
internal static class LedgerWords
{
    public static readonly FrozenDictionary<string, AccountKind> Kinds = Of(
        (AccountKind.Current, "活期 活期存款 活期账户 结算账户 基本户 一般户 支票账户 current currentaccount checking demand demanddeposit cacc"),
        (AccountKind.Savings, "储蓄 活期储蓄 储蓄账户 存折 savings saving savingsaccount svgs"),
        (AccountKind.TimeDeposit, "定期 定期存款 定期储蓄 定存 整存整取 大额存单 timedeposit fixeddeposit termdeposit deposit"),
        (AccountKind.CreditCard, "信用卡 贷记卡 信用卡账户 creditcard card"),
        (AccountKind.Loan, "贷款 个人贷款 按揭 贷款账户 loan mortgage"),
        (AccountKind.Wealth, "理财 理财产品 基金 wealth wealthproduct fund"),
        (AccountKind.Insurance, "保险 insurance"),
        (AccountKind.Custody, "托管 证券 托管账户 custody securities"));

    public static readonly FrozenDictionary<string, AccountStatus> States = Of(
        (AccountStatus.Open, "正常 开户 有效 未销户 激活 open active normal"),
        (AccountStatus.Dormant, "睡眠 休眠 不动户 久悬 dormant inactive"),
        (AccountStatus.Frozen, "冻结 止付 全部冻结 frozen blocked"),
        (AccountStatus.LossReported, "挂失 口头挂失 书面挂失 lossreported lost"),
        (AccountStatus.Closed, "销户 已销户 注销 关闭 结清 closed"));

    public static readonly FrozenDictionary<string, MovementSide> Sides = Of(
        (MovementSide.Credit, "贷 贷方 收 收入 入 入账 存 存入 转入 c cr credit in deposit"),
        (MovementSide.Debit, "借 借方 付 支 支出 出 出账 取 支取 转出 d dr debit out withdrawal"));

    public static readonly FrozenDictionary<string, TransactionKind> Movements = Of(
        (TransactionKind.Cash, "现金 现金存入 现金支取 存现 取现 atm取款 取款 存款 cash withdrawal deposit"),
        (TransactionKind.Transfer, "转账 转账汇款 汇款 网银转账 行内转账 跨行转账 代发工资 工资 transfer remittance payment"),
        (TransactionKind.CrossBorder, "跨境汇款 境外汇款 国际汇款 crossborder crossbordertransfer"),
        (TransactionKind.CardPayment, "消费 pos消费 刷卡 银联消费 快捷支付 cardpayment card pos purchase"),
        (TransactionKind.DirectDebit, "代扣 批量代扣 代收 缴费 directdebit standingorder"),
        (TransactionKind.Interest, "利息 结息 付息 存款利息 interest"),
        (TransactionKind.Fee, "手续费 年费 管理费 工本费 短信费 fee fees charge charges commission"),
        (TransactionKind.Repayment, "还款 贷款还款 信用卡还款 repayment"),
        (TransactionKind.Investment, "理财 申购 赎回 基金申购 基金赎回 investment subscription redemption"),
        (TransactionKind.Other, "其他 其它 冲正 调账 other adjustment reversal"));

    public static readonly FrozenDictionary<string, TransactionChannel> Channels = Of(
        (TransactionChannel.Counter, "柜面 柜台 柜员 网点 counter branch teller"),
        (TransactionChannel.CashMachine, "atm 自助 自助设备 自助终端 cashmachine"),
        (TransactionChannel.PointOfSale, "pos 商户 pointofsale merchant"),
        (TransactionChannel.Online, "网银 网上银行 个人网银 企业网银 online web internet internetbanking onlinebanking"),
        (TransactionChannel.Mobile, "手机 手机银行 掌银 app 微信 微信银行 mobile mobilebanking"),
        (TransactionChannel.Automatic, "批量 系统 自动 批处理 automatic batch system"));

    private static readonly FrozenDictionary<string, string> CurrencyNames = Of(
        ("CNY", "人民币 rmb 人民币元 元 156 01"), ("USD", "美元 美金 840"), ("EUR", "欧元 978"), ("JPY", "日元 日圆 392"), ("HKD", "港币 港元 港幣 344"),
        ("GBP", "英镑 826"), ("AUD", "澳元 澳大利亚元"), ("CAD", "加元 加拿大元"), ("SGD", "新加坡元 新元"), ("CHF", "瑞士法郎"), ("MOP", "澳门元"),
        ("TWD", "新台币 台币"), ("KRW", "韩元 韩国元"), ("THB", "泰铢"), ("RUB", "卢布"), ("NZD", "新西兰元"));

    /// <summary>Three letters, which need not be a currency's.</summary>
    public static string Currency(string cell)
    {
        var key = Words.Key(cell);
        return CurrencyNames.TryGetValue(key, out var code) ? code : key.ToUpperInvariant();
    }

    /// <summary>Null: no word of ours.</summary>
    public static T? Choice<T>(FrozenDictionary<string, T> words, string word) where T : struct, Enum =>
        words.TryGetValue(Words.Key(word), out var value) ? value
        : !char.IsAsciiDigit(word[0]) && Enum.TryParse<T>(word, ignoreCase: true, out var named) ? named
        : null;

    /// <summary>Null: the field takes any text.</summary>
    public static bool? IsKnown(ImportField field, string word) => CellText.IsNothing(word) ? null : field switch
    {
        ImportField.AccountKind => Choice(Kinds, word) is not null,
        ImportField.AccountStatus => Choice(States, word) is not null,
        ImportField.Side => Choice(Sides, word) is not null,
        ImportField.MovementKind => Choice(Movements, word) is not null,
        ImportField.Channel => Choice(Channels, word) is not null,
        ImportField.Currency => Currencies.Exist(Currency(word)),
        _ => null,
    };

    private static FrozenDictionary<string, T> Of<T>(params (T Value, string Words)[] table) => table
        .SelectMany(row => row.Words.Split(' ').Select(word => (word, row.Value)))
        .ToFrozenDictionary(p => p.word, p => p.Value);
}

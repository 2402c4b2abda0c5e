using System.Collections.Frozen;
using BankCrm.Domain.DataQuality.Import;

namespace BankCrm.Application.DataQuality.Import.Ledger;

/// <summary>What columns of accounts and movements are called, in Chinese and English. The earlier a word stands, the better it fits.</summary>
internal static class LedgerHeaders
{
    private static readonly (ImportField Field, string Words)[] Both =
    [
        (ImportField.AccountNumber, "accountnumber accountno accountid account acctno acctnumber acct iban 账号 帐号 账户号 账户 帐户 账户账号 客户账号 本方账号 交易账号 卡号 账号卡号 卡号账号 存款账号 借据号 accountiban"),
        (ImportField.Currency, "currency currencycode ccy curr 币种 币别 货币 货币代码 交易币种 账户币种"),
    ];

    private static readonly FrozenDictionary<string, (ImportField Field, int Rank)> Accounts = Table(
    [
        .. Both,
        (ImportField.ExternalRef, "externalref customerid clientid custid custno customerno clientno cif cifno 客户号 客户编号 客户代码 核心客户号 客户id externalnumber"),
        (ImportField.CustomerNumber, "customernumber crmnumber 客户编码 crm客户号 本行客户号"),
        (ImportField.HolderName, "holdername accountname holder owner name customername 户名 账户名称 账户名 姓名 客户名称 客户姓名 持有人"),
        (ImportField.JointOwners, "jointowners jointowner jointholder coholder 联名人 共同持有人 联名户"),
        (ImportField.AccountKind, "kind accountkind accounttype type category 账户类型 账户种类 账户性质 账户类别 存款种类 储种 类型"),
        (ImportField.AccountBalance, "balance accountbalance ledgerbalance currentbalance bookbalance 余额 账户余额 当前余额 账面余额 时点余额 存款余额 本金余额 期末余额"),
        (ImportField.AsOf, "asof asofdate balancedate date snapshotdate reportdate 截止日期 余额日期 数据日期 统计日期 日期 截至日期"),
        (ImportField.AccountStatus, "status accountstatus state 账户状态 状态"),
        (ImportField.Branch, "branch branchcode branchno openingbranch 开户网点 开户机构 开户行 网点 网点号 机构号 所属机构 所属网点"),
        (ImportField.Product, "product productcode productid 产品代码 产品编号 产品"),
        (ImportField.OpenedOn, "openedon opendate openingdate dateopened 开户日期 开户日 开户时间 起息日期"),
        (ImportField.ClosedOn, "closedon closedate closingdate dateclosed 销户日期 销户日 结清日期"),
        (ImportField.Available, "available availablebalance 可用余额 可用金额"),
        (ImportField.Hold, "hold held heldback frozenamount blockedamount 冻结金额 止付金额 控制金额"),
        (ImportField.CreditLimit, "creditlimit limit overdraftlimit 授信额度 信用额度 额度 透支额度"),
        (ImportField.Rate, "rate interestrate 利率 年利率 执行利率"),
        (ImportField.MaturesOn, "matureson maturity maturitydate 到期日 到期日期"),
        (ImportField.AccountVersion, "version 版本 版本号"),
    ]);

    private static readonly FrozenDictionary<string, (ImportField Field, int Rank)> Movements = Table(
    [
        .. Both,
        (ImportField.BookedOn, "bookedon bookingdate bookdate postingdate posteddate 记账日期 记账日 入账日期 会计日期 账务日期 transactiondate trandate txndate date 交易日期 交易日 日期"),
        (ImportField.ValueOn, "valueon valuedate valuta 起息日 起息日期 计息日"),
        (ImportField.BookedAt, "bookedat bookingtime transactiontime trantime txntime time timestamp 交易时间 记账时间 入账时间 时间 交易日期时间"),
        (ImportField.Amount, "amount transactionamount tranamount txnamount 金额 交易金额 发生额 交易额"),
        (ImportField.Credit, "credit creditamount paidin moneyin deposit deposits 贷方 贷方金额 贷方发生额 收入 收入金额 存入 存入金额 转入金额 收方"),
        (ImportField.Debit, "debit debitamount paidout moneyout withdrawal withdrawals 借方 借方金额 借方发生额 支出 支出金额 支取 支取金额 转出金额 付方"),
        (ImportField.Side, "side dc dcmark drcr crdr cd debitcredit creditdebit direction sign creditdebitindicator 借贷标志 借贷方向 借贷 收支 收付标志 收支标志 方向 收支类型"),
        (ImportField.Reference, "reference ref transactionid transid tranid txnid transactionreference bankreference entryreference id 流水号 交易流水号 交易流水 核心流水号 参考号 交易编号 凭证号 交易序号"),
        (ImportField.BalanceAfter, "balanceafter balance runningbalance newbalance 余额 账户余额 交易后余额 本次余额 联机余额"),
        (ImportField.MovementKind, "kind type operation transactiontype trantype transactionkind 交易类型 业务类型 交易种类 交易代码"),
        (ImportField.Channel, "channel 渠道 交易渠道"),
        (ImportField.Counterparty, "counterparty counterpartyname payee beneficiary partner payeeorpayer 对方户名 对方名称 对方姓名 对手户名 交易对手 收付款人 对方账户名称 对手方"),
        (ImportField.CounterpartyAccount, "counterpartyaccount counterpartyiban payeeaccount partneraccount 对方账号 对方帐号 对手账号 对方账户 对方卡号 交易对手账号"),
        (ImportField.MovementText, "text description details narrative memo remark remarks purpose note 摘要 附言 用途 备注 交易摘要 交易附言 说明 交易说明 摘要说明 交易备注"),
    ]);

    /// <summary>Null: no word of ours.</summary>
    public static (ImportField Field, int Rank)? Of(ImportSubject subject, string header) =>
        (subject is ImportSubject.Accounts ? Accounts : Movements).TryGetValue(HeaderWords.Key(header), out var known) ? known : null;

    private static FrozenDictionary<string, (ImportField Field, int Rank)> Table((ImportField Field, string Words)[] rows) => rows
        .SelectMany(row => row.Words.Split(' ').Select((word, rank) => (word, row.Field, rank)))
        .ToFrozenDictionary(p => p.word, p => (p.Field, p.rank));
}

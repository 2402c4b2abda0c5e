using System.Collections.Frozen;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Contacts;
using BankCrm.Domain.Customers.IdentityDocuments;
using BankCrm.Domain.Customers.Relationships;
using BankCrm.Domain.DataQuality.Import;

namespace BankCrm.Application.DataQuality.Import;

/// <summary>The words other systems use for what is a choice of ours, in Chinese and English.</summary>
internal static class Words
{
    public static readonly FrozenDictionary<string, Sex> Sexes = Of(
        (Sex.Male, "男 男性 m male 1 先生 mr mr."), (Sex.Female, "女 女性 f female 2 女士 小姐 ms ms. mrs mrs. miss"));

    public static readonly FrozenDictionary<string, CustomerKind> Kinds = Of(
        (CustomerKind.Individual, "个人 个人客户 自然人 对私 零售 individual person retail personal i"),
        (CustomerKind.Organisation, "企业 公司 对公 单位 机构 法人 组织 企业客户 机构客户 公司客户 organisation organization company corporate business o"));

    public static readonly FrozenDictionary<string, IdentityDocumentKind> Documents = Of(
        (IdentityDocumentKind.ResidentId, "身份证 居民身份证 二代身份证 第二代居民身份证 residentid idcard id chineseid"),
        (IdentityDocumentKind.HongKongMacaoTaiwanResidencePermit, "港澳台居民居住证 居住证"),
        (IdentityDocumentKind.ForeignPermanentResidentCard, "外国人永久居留身份证 外国人永久居留证 permanentresidentcard"),
        (IdentityDocumentKind.Passport, "护照 普通护照 外国护照 passport"),
        (IdentityDocumentKind.HongKongMacaoPermit, "港澳居民来往内地通行证 港澳通行证 回乡证"),
        (IdentityDocumentKind.TaiwanPermit, "台湾居民来往大陆通行证 台胞证"),
        (IdentityDocumentKind.ForeignNationalId, "ssn social socialsecuritynumber foreignnationalid nationalid"),
        (IdentityDocumentKind.DriversLicence, "驾驶证 驾照 driverslicence driverslicense drivinglicence"),
        (IdentityDocumentKind.UnifiedSocialCreditCode, "统一社会信用代码 社会信用代码 营业执照 unifiedsocialcreditcode uscc creditcode"),
        (IdentityDocumentKind.OrganisationCode, "组织机构代码 组织机构代码证 organisationcode organizationcode"),
        (IdentityDocumentKind.LegalEntityIdentifier, "lei legalentityidentifier"),
        (IdentityDocumentKind.ForeignRegistration, "foreignregistration registrationnumber"),
        (IdentityDocumentKind.Other, "其他 其它 军官证 户口簿 other"));

    public static readonly FrozenDictionary<string, CustomerTier> Tiers = Of(
        (CustomerTier.Mass, "普通 大众 普通客户 银卡 小微 中型 大型 mass standard basic classic regular silver"),
        (CustomerTier.Affluent, "金卡 贵宾 金卡客户 白金 理财 affluent gold platinum premium"),
        (CustomerTier.Private, "私人银行 私行 钻石 private privatebanking diamond"),
        (CustomerTier.Vip, "vip 黑卡 至尊"));

    public static readonly FrozenDictionary<string, LifeCycleStage> Stages = Of(
        (LifeCycleStage.Prospect, "潜在 潜在客户 线索 prospect lead subscriber opportunity marketingqualifiedlead salesqualifiedlead"),
        (LifeCycleStage.Active, "正常 有效 活跃 客户 active customer evangelist"),
        (LifeCycleStage.Dormant, "睡眠 休眠 不动户 久悬 dormant inactive"),
        (LifeCycleStage.Closed, "销户 注销 已销户 流失 closed former churned"));

    public static readonly FrozenDictionary<string, RiskAppetite> Appetites = Of(
        (RiskAppetite.C1, "c1 保守型 保守 conservative"), (RiskAppetite.C2, "c2 稳健型 谨慎型 稳健 cautious steady"),
        (RiskAppetite.C3, "c3 平衡型 平衡 balanced"), (RiskAppetite.C4, "c4 成长型 进取型 成长 growth"), (RiskAppetite.C5, "c5 激进型 激进 aggressive"));

    public static readonly FrozenDictionary<string, RelationRole> Roles = Of(
        (RelationRole.Spouse, "配偶 夫妻 丈夫 妻子 爱人 老公 老婆 夫 妻 spouse husband wife married"),
        (RelationRole.Parent, "父母 父亲 母亲 父 母 爸爸 妈妈 家长 parent father mother"),
        (RelationRole.Child, "子女 儿子 女儿 孩子 子 女 child son daughter"),
        (RelationRole.Sibling, "兄弟 姐妹 姊妹 兄弟姐妹 哥哥 弟弟 姐姐 妹妹 sibling brother sister"),
        (RelationRole.Relative, "亲属 亲戚 家属 其他亲属 relative family kin"),
        (RelationRole.Employer, "雇主 工作单位 employer"), (RelationRole.Employee, "雇员 员工 职工 employee"),
        (RelationRole.Shareholder, "股东 出资人 投资人 shareholder stockholder owner investor"),
        (RelationRole.CompanyOwned, "持股企业 持股公司 参股公司 控股公司 子公司 companyowned subsidiary"),
        (RelationRole.Controller, "实际控制人 控制人 法定代表人 法人代表 受益所有人 controller personincontrol legalrepresentative beneficialowner ubo"),
        (RelationRole.OrganisationControlled, "控制企业 被控制企业 organisationcontrolled organizationcontrolled"),
        (RelationRole.Guarantor, "担保人 保证人 guarantor surety"), (RelationRole.CustomerGuaranteed, "被担保人 被保证人 customerguaranteed"),
        (RelationRole.Introducer, "介绍人 推荐人 introducer referrer referredby"), (RelationRole.CustomerIntroduced, "被介绍人 被推荐人 customerintroduced"));

    public static readonly FrozenDictionary<string, bool> Answers = Of(
        (true, "1 是 同意 y yes true t"), (false, "0 否 不同意 拒绝 n no false f"));

    private static readonly FrozenDictionary<string, string> CountryNames = Of(
        ("CN", "中国 中华人民共和国 中国大陆 china prchina mainlandchina chn 156"), ("HK", "香港 中国香港 hongkong hkg"),
        ("MO", "澳门 中国澳门 macao macau mac"), ("TW", "台湾 中国台湾 taiwan twn"), ("US", "美国 unitedstates unitedstatesofamerica usa america"),
        ("GB", "英国 unitedkingdom uk greatbritain england gbr"), ("JP", "日本 japan jpn"), ("KR", "韩国 southkorea korea kor"),
        ("SG", "新加坡 singapore sgp"), ("MY", "马来西亚 malaysia mys"), ("CA", "加拿大 canada can"), ("AU", "澳大利亚 australia aus"),
        ("DE", "德国 germany deutschland deu"), ("FR", "法国 france fra"), ("RU", "俄罗斯 russia rus"), ("CZ", "捷克 czechrepublic czechia cze"));

    /// <summary>Null: the field takes any text.</summary>
    public static bool? IsKnown(ImportField field, string word) => CellText.IsNothing(word) ? null : field switch
    {
        ImportField.Kind => Knows(Kinds, word),
        ImportField.DocumentKind => Knows(Documents, word),
        ImportField.Sex => Knows(Sexes, word),
        ImportField.Tier => Knows(Tiers, word),
        ImportField.Stage => Knows(Stages, word),
        ImportField.Appetite => Knows(Appetites, word),
        ImportField.RelationRole => Knows(Roles, word),
        ImportField.AgreesToMarketing or ImportField.RefusesMarketing or ImportField.RefusesCalls or ImportField.RefusesEmail => Answers.ContainsKey(Key(word)),
        _ => null,
    };

    private static bool Knows<T>(FrozenDictionary<string, T> words, string word) where T : struct, Enum =>
        words.ContainsKey(Key(word)) || (!char.IsAsciiDigit(word[0]) && Enum.TryParse<T>(word, ignoreCase: true, out _));

    /// <summary>Small letters, nothing but letters and digits (and the dot of Mr.).</summary>
    public static string Key(string text) =>
        string.Concat(HalfWidth.Of(text).Where(c => char.IsLetterOrDigit(c) || c == '.')).ToLowerInvariant();

    /// <summary>Null: no country is called so.</summary>
    public static string? Country(string text) =>
        text.Length == 2 && Countries.Exists(text.ToUpperInvariant()) ? text.ToUpperInvariant()
        : CountryNames.TryGetValue(Key(text), out var code) ? code
        : null;

    private static FrozenDictionary<string, T> Of<T>(params (T Value, string Words)[] table) => table
        .SelectMany(row => row.Words.Split(' ').Select(word => (word, row.Value)))
        .ToFrozenDictionary(p => p.word, p => p.Value);
}

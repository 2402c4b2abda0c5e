using System.Collections.Frozen;
using BankCrm.Domain.Customers.IdentityDocuments;
using BankCrm.Domain.Customers.Relationships;
using BankCrm.Domain.DataQuality.Import;

namespace BankCrm.Application.DataQuality.Import;

/// <summary>
/// What columns are called: our own names, those of Chinese branches, of core banking, and of the customer lists that Salesforce, HubSpot
/// and Zoho export. The earlier a word stands, the better it fits: where two columns claim one field, it decides.
/// </summary>
internal static class HeaderWords
{
    private static readonly (ImportField Field, string Words)[] Table =
    [
        (ImportField.ExternalRef, "externalref customerid clientid customerno customernumber clientno custid custno cif cifno contactid leadid recordid "
            + "客户号 客户编号 客户id 客户代码 客户标识 核心客户号 id 编号 uid customerref 原系统客户号 原客户号 旧客户号"),
        (ImportField.Kind, "kind customerkind customertype clienttype 客户类型 客户类别 客户性质 对公对私标志"),
        (ImportField.Name, "name fullname customername clientname contactname leadname 姓名 客户姓名 客户名称 名称 户名 中文姓名 中文名 客户名 联系人姓名 企业名称 公司名称 单位名称 displayname 客户全称 中文名称 本名 户主姓名"),
        (ImportField.Surname, "lastname surname familyname last 姓 姓氏 lname nachname"),
        (ImportField.GivenName, "firstname givenname forename first 名 名字 fname vorname"),
        (ImportField.MiddleName, "middlename middle middleinitial"),
        (ImportField.OtherName, "othername englishname alias formername nickname 英文名 英文姓名 别名 曾用名 拼音 姓名拼音"),
        (ImportField.DocumentKind, "certtype documentkind documenttype doctype idtype identitytype 证件类型 证件种类 证件类别"),
        (ImportField.DocumentNumber, "certno documentnumber documentno idnumber idno idcardno idcard identitynumber certnumber social ssn socialsecuritynumber passportno "
            + "passportnumber nationalid taxid uscc creditcode 证件号码 证件号 身份证号码 身份证号 身份证 公民身份号码 证照号码 统一社会信用代码 社会信用代码 营业执照号 护照号 护照号码 身份证件号码 身份证件号 证件编号 身分证 身分证号 身分证字号 身份证字号 证号 idcode"),
        (ImportField.DocumentValidUntil, "certvalidto documentvaliduntil validuntil validto expirydate idexpiry certexpiry 证件有效期 证件到期日 有效期至 证件有效期至 证件到期日期 证件失效日期 证件有效期限 证件有效期截止日"),
        (ImportField.BirthDate, "birthdate dateofbirth dob birthday fulldate 出生日期 生日 出生年月日 出生年月 成立日期 出生日 born 生辰"),
        (ImportField.DiedOn, "dateofdeath deathdate dod diedon deceaseddate deceasedon 死亡日期 去世日期 身故日期 逝世日期 死亡时间"),
        (ImportField.Sex, "sex gender 性别 salutation 称谓"),
        (ImportField.Mobile, "mobile mobilephone mobilenumber mobilephonenumber cellphone cell phonemobile 手机 手机号 手机号码 移动电话 联系手机 联系电话 预留手机号 电话号码 移动电话号码 手机号码1 行动电话 手提电话 流动电话 手提 联系人手机 联系人电话 联系方式 cellphonenumber mobileno phonemobilevalue"),
        (ImportField.Landline, "landline phone telephone phonenumber businessphone homephone workphone officephone tel 电话 固定电话 座机 办公电话 家庭电话 单位电话 家用电话 住宅电话 宅电 companyphone phonework phone1value telephone1"),
        (ImportField.Email, "email emailaddress mail 邮箱 电子邮箱 电子邮件 邮件地址 邮箱地址 emailprimary emailaddress1 电邮 电邮地址 信箱 email1value email1address"),
        (ImportField.WeChat, "wechat wechatid weixin 微信 微信号"),
        (ImportField.FurtherMobile, "furthermobile mobile2 secondmobile othermobile 手机2 手机号2 手机号码2 第二手机 备用手机 备用手机号 其他手机"),
        (ImportField.FurtherLandline, "furthertelephone furtherlandline phone2 telephone2 otherphone 电话2 备用电话 其他电话"),
        (ImportField.FurtherEmail, "furtheremail email2 secondaryemail otheremail alternateemail emailaddress2 additionalemailaddresses 邮箱2 备用邮箱 其他邮箱"),
        (ImportField.Country, "country mailingcountry countryregion nationality countrycode 国家 国籍 国家地区 国别 mailingcountryregion address1country address1countryregion"),
        (ImportField.Province, "province state mailingstate mailingstateprovince stateregion stateprovince region 省 省份 省市 州 所在省 address1region address1stateprovince"),
        (ImportField.City, "city mailingcity town 市 城市 所在城市 所在市 地市 address1city"),
        (ImportField.District, "district county 区 区县 县区"),
        (ImportField.Line1, "street mailingstreet address1 addressline1 streetaddress line1 街道 街道门牌 街道地址 streetline1 address1street address1street1"),
        (ImportField.Line2, "address2 addressline2 line2 楼栋 门牌号"),
        (ImportField.PostalCode, "postalcode zipcode zip postcode mailingpostalcode mailingzippostalcode zippostalcode 邮编 邮政编码 address1postalcode address1zippostalcode mailingzip"),
        (ImportField.Address, "address fulladdress homeaddress 地址 联系地址 家庭住址 住址 通讯地址 家庭地址 详细地址 居住地址 注册地址 户籍地址 postaladdress mailingaddress 常住地址 现住址 联络地址 住宅地址 居住地 家庭详细地址 单位地址"),
        (ImportField.Occupation, "occupation jobtitle title position profession 职业 职务 岗位 行业 role organizationtitle organization1title"),
        (ImportField.Employer, "employer company companyname accountname organisation organization workplace 工作单位 单位 任职单位 所在单位 公司 workunit 就职单位 服务单位 organizationname organization1name"),
        (ImportField.Tier, "tier segment customerlevel viplevel grade customertier 客户等级 客户级别 等级 客户层级 星级 客群"),
        (ImportField.Stage, "stage lifecyclestage customerstatus 客户状态 生命周期 客户阶段"),
        (ImportField.Appetite, "risklevel riskappetite riskprofile investortype 风险等级 风险偏好 风险承受能力 风险测评等级"),
        (ImportField.Tags, "tags labels 标签 客户标签 categories 分组"),
        (ImportField.AgreesToMarketing, "consentmarketing marketingconsent agreestomarketing optin emailoptin 营销同意 同意营销 是否同意营销"),
        (ImportField.RefusesMarketing, "optout donotcontact marketingoptout nomarketing 拒绝营销 免打扰 拒收营销"),
        (ImportField.RefusesCalls, "donotcall nocalls nocall phoneoptout calloptout 拒绝电话 勿电 请勿致电 拒接电话 电话免打扰 donotallowphonecalls donotphone"),
        (ImportField.RefusesEmail, "hasoptedoutofemail emailoptout unsubscribedfromallemail unsubscribed optedoutofemail noemail 拒绝邮件 拒收邮件 donotallowemails donotemail"),
        (ImportField.Note, "note notes remark remarks comment comments description contactdescription 备注 说明 附注 备注信息"),
        (ImportField.NoteAuthor, "noteauthor noteby notedby noteowner notecreatedby writtenby author createdby createdbyname enteredby recordedby 备注人 备注作者 记录人 跟进人 录入人 登记人 创建人 创建者 创建人员 建档人"),
        (ImportField.NoteDate, "notedate notedon noteat notetime notecreateddate notecreatedat notecreatedon notecreatedtime remarkdate commentdate 备注日期 备注时间 记录日期 记录时间 跟进日期 跟进时间"),
        (ImportField.RelatedTo, "relatedcustomer relatedto relatedcustomerid relatedcustomerno relatedcustomernumber relatedid relatedref spouseid spouseno spousecustomerid 关联客户 关联客户号 关联客户编号 关联人 关联人客户号 关联人证件号码 关系人 关系人客户号 关系人证件号码 配偶客户号 配偶编号 配偶证件号码 配偶证件号 配偶身份证号"),
        (ImportField.RelationRole, "relation relationship relationtype relationshiptype relationkind kinship 关系 关联关系 关系类型 关系类别 与客户关系 与本人关系 亲属关系"),
        (ImportField.RelationShare, "share sharepercent shareholding ownership ownershippercent ownershippercentage stake 持股比例 股权比例 出资比例 股份比例 占股比例"),
        (ImportField.RegisteredOn, "registeredon opendate openingdate customersince createddate createdate createdtime createdat joindate 开户日期 开户日 开户时间 建档时间 建档日期 注册日期 创建时间 创建日期 入行日期 createdon dateadded"),
        (ImportField.Balance, "balance aum amount assets accountbalance totalassets 余额 资产余额 时点余额 结余 存款余额 资产 总资产 管理资产 金额 账户余额 资产总额"),
        (ImportField.Branch, "branch branchid branchcode branchno districtid 网点 网点号 机构号 机构代码 开户机构 开户网点 所属机构 所属网点 支行 分行"),
        (ImportField.Owner, "owner ownerid contactowner leadowner managerid manager relationshipmanager accountowner rm 客户经理 管户经理 客户经理号 管户人 客户经理工号"),
    ];

    private static readonly FrozenDictionary<string, (ImportField Field, int Rank)> ByWord = Table
        .SelectMany(row => row.Words.Split(' ').Select((word, rank) => (word, row.Field, rank)))
        .ToFrozenDictionary(p => p.word, p => (p.Field, p.rank));

    // Headers from Hong Kong and Taiwan: the letters of our words that are written otherwise there.
    private const string Traditional = "戶證號碼機電話開備註類型關聯稱謂職業網點經營標籤歲區縣樓層級風險狀態時間創說單國籍郵編寫聯絡結餘資產額賬帳護統會辦務處門鎮鄉屬銷絕擾總計錄員檔動傳銀稅齡無遞導記";
    private const string Simplified = "户证号码机电话开备注类型关联称谓职业网点经营标签岁区县楼层级风险状态时间创说单国籍邮编写联络结余资产额账账护统会办务处门镇乡属销绝扰总计录员档动传银税龄无递导记";

    // Of whom a column speaks, where the rest of its name says enough.
    private static readonly string[] Whose = ["customer", "client", "contact", "lead", "cust", "mailing", "home", "business", "primary", "personal", "客户", "联系人", "本人", "个人", "主要", "常用"];

    /// <summary>Null: no word of ours.</summary>
    public static (ImportField Field, int Rank)? Of(string header)
    {
        var key = Key(header);
        if (ByWord.TryGetValue(key, out var known))
        {
            return known;
        }

        var whose = Array.Find(Whose, w => key.Length > w.Length && key.StartsWith(w, StringComparison.Ordinal));
        return whose is not null && ByWord.TryGetValue(key[whose.Length..], out var rest) ? (rest.Field, rest.Rank + 100) : null;
    }

    /// <summary>The kind of document that a header names beside the number.</summary>
    public static IdentityDocumentKind? DocumentNamedBy(string header) => Key(header) switch
    {
        "social" or "ssn" or "socialsecuritynumber" => IdentityDocumentKind.ForeignNationalId,
        "passportno" or "passportnumber" or "护照号" or "护照号码" => IdentityDocumentKind.Passport,
        "身份证号码" or "身份证号" or "身份证" or "公民身份号码" => IdentityDocumentKind.ResidentId,
        "统一社会信用代码" or "社会信用代码" or "uscc" or "creditcode" => IdentityDocumentKind.UnifiedSocialCreditCode,
        _ => null,
    };

    /// <summary>What the related customer is, where the header names it beside the number.</summary>
    public static RelationRole? RoleNamedBy(string header) =>
        Key(header) is var key && (key.StartsWith("spouse", StringComparison.Ordinal) || key.StartsWith("配偶", StringComparison.Ordinal)) ? RelationRole.Spouse : null;

    /// <summary>As headers are compared: small, simplified, without brackets.</summary>
    public static string Key(string header) => string.Concat(Words.Key(WithoutBrackets(header))
        .Where(letter => letter != '.')
        .Select(letter => Traditional.IndexOf(letter, StringComparison.Ordinal) is >= 0 and var at ? Simplified[at] : letter));

    // 时点余额(元)
    private static string WithoutBrackets(string header) => header.IndexOfAny(['(', '（', '[', '【']) is > 0 and var at ? header[..at] : header;
}

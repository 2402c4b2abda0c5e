using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.IdentityDocuments;
using static BankCrm.Infrastructure.Demonstration.DemonstrationCustomer;

namespace BankCrm.Infrastructure.Demonstration;

/// <summary>The people one meets again: families under one roof, namesakes, guests from abroad. All are made up.</summary>
internal static class DemonstrationFamilies
{
    public static IReadOnlyList<DemonstrationCustomer> All { get; } = [.. Wang(), .. Namesakes(), .. Abroad(), .. Singles(), .. Careful(), .. Twice()];

    /// <summary>Three generations in one flat, and what each of them needs of the bank.</summary>
    private static IEnumerable<DemonstrationCustomer> Wang()
    {
        var home = At("北京市", "北京市", "海淀区", "学院路37号", "学府花园6幢1502室", "100083");
        yield return new("N01", "rm.north", Man(1, "王建国", 1951) with
        {
            Address = home,
            Landline = "010-62310037",
            Occupation = "退休教师",
            Tier = CustomerTier.Affluent,
            Appetite = RiskAppetite.C1,
            DocumentValidUntil = null,
            Tags = ["退休", "老客户"],
            AgreesToMarketing = true,
            ConsentProof = "开户申请书",
            Note = "退休金每月15日到账；定期存款明年三月到期，想续存三年。习惯到网点办理，不用手机银行。",
        });
        yield return new("N01", "rm.north", Woman(2, "李秀英", 1953) with
        {
            Address = home,
            Landline = "010-62310037",
            Occupation = "退休护士",
            Appetite = RiskAppetite.C1,
            DocumentValidUntil = null,
            Tags = ["退休"],
            AgreesToMarketing = false,
            ConsentProof = "2025年6月电话录音",
            Note = "不接受任何推销电话，请只寄信。",
        });
        yield return new("N01", "rm.north", Man(3, "王磊", 1979) with
        {
            Address = home,
            Occupation = "工程师",
            Employer = "北京博远科技有限公司",
            Income = IncomeBand.From300ThousandTo1Million,
            Tier = CustomerTier.Private,
            Appetite = RiskAppetite.C4,
            Email = "wang.lei@example.com",
            WeChat = "wanglei1979",
            Tags = ["按揭客户", "理财"],
            AgreesToMarketing = true,
            ConsentProof = "手机银行",
            Note = "正在比较提前还贷和购买理财产品，下次见面带上测算表。",
        });
        yield return new("N01", "rm.north", Woman(4, "刘婷", 1982) with
        {
            Address = home,
            Occupation = "医生",
            Income = IncomeBand.From100To300Thousand,
            Tier = CustomerTier.Affluent,
            Appetite = RiskAppetite.C3,
            WeChat = "liuting_dr",
            AgreesToMarketing = true,
            ConsentProof = "手机银行",
        })
        { DocumentRunsOutIn = 24 };
        yield return new("N01", null, Woman(5, "王梓涵", 2014) with
        {
            Address = home,
            Mobile = "",
            Stage = LifeCycleStage.Prospect,
            RegisteredOn = new(2020, 6, 1),
            Tags = ["未成年"],
            Note = "监护人：王磊。十六岁前由监护人代办。",
        });
    }

    /// <summary>Told apart by their birthday and address only.</summary>
    private static IEnumerable<DemonstrationCustomer> Namesakes()
    {
        yield return new("N01", "rm2.north", Man(6, "张伟", 1968) with
        {
            Address = At("北京市", "北京市", "朝阳区", "和平路12号", "和平里3幢402室", "100013"),
            Occupation = "司机",
            Income = IncomeBand.From50To100Thousand,
        });
        yield return new("N01", "rm.north", Man(7, "张伟", 1986) with
        {
            Address = At("北京市", "北京市", "西城区", "新华路88号", "", "100032"),
            Occupation = "律师",
            Tier = CustomerTier.Private,
            Appetite = RiskAppetite.C5,
            Note = "与另外两位张伟同名，办理业务前请核对证件。",
        });
        yield return new("S01", "rm.south", Man(8, "张伟", 1993) with
        {
            Address = At("上海市", "上海市", "杨浦区", "人民路230号", "阳光花园11幢603室", "200082"),
            Occupation = "程序员",
            Appetite = RiskAppetite.C4,
        });
        yield return new("S01", null, Woman(9, "张薇", 1993) with { Occupation = "设计师" });
        yield return new("S02", null, Man(10, "章伟", 1975) with { Occupation = "店主" });
    }

    private static IEnumerable<DemonstrationCustomer> Abroad()
    {
        yield return new("N01", "rm2.north", Foreigner(11, "James Anderson", "US", new(1980, 4, 12), Sex.Male) with
        {
            OtherName = "安德森",
            Employer = "Northwind Consulting (Beijing)",
            Occupation = "Consultant",
            Email = "james.anderson@example.org",
            Tier = CustomerTier.Affluent,
            Appetite = RiskAppetite.C3,
            AgreesToMarketing = true,
            ConsentProof = "Account form",
            Note = "Salary arrives in dollars; asks each month for the best day to exchange. Prefers e-mail to calls.",
        });
        yield return new("N01", "rm2.north", Foreigner(12, "Emily Anderson", "US", new(1983, 11, 2), Sex.Female) with
        {
            Occupation = "Teacher",
            Email = "emily.anderson@example.org",
            DocumentValidUntil = new(2026, 2, 14),
            Note = "Passport has run out: asked her to bring the new one before the next transfer abroad.",
        });
        yield return new("S01", "rm.south", Foreigner(13, "Jürgen Weiß", "DE", new(1969, 7, 30), Sex.Male) with
        {
            OtherName = "魏于根",
            Occupation = "Manager",
            Mobile = "+493055501234",
            Tier = CustomerTier.Private,
            Appetite = RiskAppetite.C2,
        });
        yield return new("S01", "rm.south", Foreigner(14, "Siobhán O'Connor", "IE", new(1991, 3, 17), Sex.Female) with { Occupation = "Journalist" });
        yield return new("S02", null, Foreigner(15, "Lim Wei Ming", "SG", new(1977, 8, 9), Sex.Male) with { OtherName = "林伟明", Mobile = "+6591234567" });
        yield return new("S02", null, Foreigner(16, "Chan Tai Man", "HK", new(1985, 1, 20), Sex.Male) with
        {
            Name = "陈大文",
            OtherName = "Chan Tai Man",
            DocumentKind = IdentityDocumentKind.HongKongMacaoPermit,
            DocumentNumber = "H08571234",
            Language = CustomerLanguage.Chinese,
            Mobile = "+85291234567",
            AgreesToMarketing = false,
            ConsentProof = "WeChat, 3 May 2026",
        });
        yield return new("S01", null, Foreigner(17, "Park Seo-yeon", "KR", new(1996, 10, 5), Sex.Female) with { Occupation = "Student", Stage = LifeCycleStage.Prospect });
    }

    private static IEnumerable<DemonstrationCustomer> Singles()
    {
        yield return new("S01", "rm.south", Man(18, "李𬭎", 1988) with
        {
            Occupation = "研究员",
            Note = "名字中的“𬭎”（hóng）有些系统打不出来，请勿用“宏”代替。",
            Tags = ["理财"],
        });
        yield return new("S02", null, Woman(19, "阿依古丽·买买提", 1990) with { Occupation = "厨师" });
        yield return new("S01", null, Woman(20, "欧阳倩", 1994) with { Occupation = "会计", WeChat = "ouyang_qian" });
        yield return new("N01", null, Man(21, "单志远", 1972) with { Occupation = "个体经营", DocumentValidUntil = new(2025, 11, 30), Note = "身份证已过期，下次办理业务时请提醒更换。" });
        yield return new("S01", null, Woman(22, "吕芳", 1965) with { Stage = LifeCycleStage.Dormant, Note = "两年没有任何交易，电话已停机，信件退回。" });
        yield return new("S02", null, Man(23, "黄海", 1958) with { Stage = LifeCycleStage.Closed, Tags = ["已销户"] });
        yield return new("N01", "rm2.north", Woman(24, "李娜", 1987) with { OtherName = "Li Na", Occupation = "翻译", Language = CustomerLanguage.English });
        yield return new("S01", null, Woman(25, "李娜", 1987) with { Occupation = "教师" });
    }

    /// <summary>Whom lists do not name.</summary>
    private static IEnumerable<DemonstrationCustomer> Careful()
    {
        yield return new("N01", "rm.north", Woman(26, "周慧敏", 1964) with
        {
            Tier = CustomerTier.Vip,
            Occupation = "企业管理",
            Employer = "华北恒源建筑工程股份有限公司",
            Income = IncomeBand.Over1Million,
            Appetite = RiskAppetite.C3,
            Note = "重要客户，来访请提前通知网点负责人。",
            AgreesToMarketing = false,
            ConsentProof = "客户协议",
        })
        { IsProtected = true };
        yield return new("S01", "rm.south", Man(27, "沈国栋", 1957) with
        {
            Tier = CustomerTier.Vip,
            Occupation = "公务员",
            Appetite = RiskAppetite.C2,
            AgreesToMarketing = false,
            ConsentProof = "客户协议",
        })
        { IsProtected = true };
        yield return new("S01", "rm.south", Foreigner(28, "Charlotte Evans", "GB", new(1962, 6, 6), Sex.Female) with
        {
            Tier = CustomerTier.Vip,
            Occupation = "Diplomat",
            Note = "Speak to her in English; never leave messages with the office.",
        })
        { IsProtected = true };
        yield return new("N01", null, Woman(29, "王晓丽", 1998) with { Occupation = "护士", Note = "本行员工家属。" }) { IsProtected = true };
    }

    /// <summary>Came with her new passport and was taken for somebody else: the search for customers registered twice finds her.</summary>
    private static IEnumerable<DemonstrationCustomer> Twice()
    {
        yield return new("N01", null, Foreigner(30, "Anderson Emily", "US", new(1983, 11, 2), Sex.Female) with
        {
            Email = "emily.anderson@example.org",
            Occupation = "School teacher",
            RegisteredOn = new(2025, 11, 20),
        });
    }
}

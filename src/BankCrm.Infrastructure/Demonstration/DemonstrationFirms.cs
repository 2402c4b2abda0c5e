using BankCrm.Domain.Customers;
using static BankCrm.Infrastructure.Demonstration.DemonstrationCustomer;

namespace BankCrm.Infrastructure.Demonstration;

/// <summary>Firms, each followed by the people behind it. All are made up.</summary>
internal static class DemonstrationFirms
{
    public static IReadOnlyList<DemonstrationCustomer> All { get; } = [.. Harbour(), .. Noodles(), .. Others()];

    private static IEnumerable<DemonstrationCustomer> Harbour()
    {
        const string firm = "深圳远航物流有限公司";
        yield return new("S02", null, Firm(41, firm, "物流", "440305", "0755-86541200", new(2009, 3, 2)) with
        {
            OtherName = "Shenzhen Yuanhang Logistics",
            Tier = CustomerTier.Private,
            Email = "office@yuanhang.example.com",
            Address = At("广东省", "深圳市", "南山区", "迎宾大道66号", "", "518000"),
            Tags = ["小微企业主", "进出口"],
            AgreesToMarketing = true,
            ConsentProof = "框架协议第8条",
            Note = "法定代表人陈志强。每季度末有一笔较大的美元结汇，请提前一周联系财务黄丽。",
        });
        yield return new("S02", null, Man(42, "陈志强", 1970) with
        {
            Employer = firm,
            Occupation = "企业管理",
            Income = IncomeBand.Over1Million,
            Tier = CustomerTier.Vip,
            Appetite = RiskAppetite.C4,
            Address = At("广东省", "深圳市", "南山区", "滨河路9号", "望江苑2幢2801室", "518000"),
            Landline = "0755-86541200",
        });
        yield return new("S02", null, Woman(43, "黄丽", 1974) with
        {
            Employer = firm,
            Occupation = "会计",
            Income = IncomeBand.From300ThousandTo1Million,
            Tier = CustomerTier.Affluent,
            Appetite = RiskAppetite.C2,
            Address = At("广东省", "深圳市", "南山区", "滨河路9号", "望江苑2幢2801室", "518000"),
            Note = "陈志强的妻子，也是公司的财务负责人。",
        });
        yield return new("S02", null, Man(44, "陈子轩", 2002) with
        {
            Occupation = "学生",
            Stage = LifeCycleStage.Prospect,
            Tags = ["留学家庭"],
            Note = "Studies in London from autumn; the parents ask about tuition payments.",
        });
    }

    private static IEnumerable<DemonstrationCustomer> Noodles()
    {
        const string firm = "北京老胡同餐饮管理有限公司";
        yield return new("N01", "rm2.north", Firm(45, firm, "餐饮", "110102", "010-66031188", new(2016, 8, 18)) with
        {
            Address = At("北京市", "北京市", "西城区", "文化路21号", "", "100034"),
            Tags = ["小微企业主"],
            Note = "三家面馆，正在谈第四家的装修贷款，材料还缺租赁合同。",
        });
        yield return new("N01", "rm2.north", Man(46, "马俊", 1984) with
        {
            Employer = firm,
            Occupation = "店主",
            Income = IncomeBand.From100To300Thousand,
            Appetite = RiskAppetite.C2,
            WeChat = "majun_noodle",
        });
        yield return new("N01", "rm2.north", Woman(47, "马晓雨", 1989) with { Employer = firm, Occupation = "厨师", Note = "马俊的妹妹，公司股东之一。" });
    }

    private static IEnumerable<DemonstrationCustomer> Others()
    {
        yield return new("S01", "rm.south", Firm(48, "上海星海医疗器械股份有限公司", "医疗器械", "310115", "021-58886600", new(2004, 11, 5)) with
        {
            OtherName = "Shanghai Xinghai Medical",
            Tier = CustomerTier.Vip,
            Email = "treasury@xinghai.example.com",
            Address = At("上海市", "上海市", "浦东新区", "建设路500号", "18楼", "200120"),
            AgreesToMarketing = true,
            ConsentProof = "框架协议",
        });
        yield return new("S01", "rm.south", Man(49, "顾明远", 1966) with
        {
            Employer = "上海星海医疗器械股份有限公司",
            Occupation = "企业管理",
            Tier = CustomerTier.Private,
            Appetite = RiskAppetite.C4,
            Income = IncomeBand.Over1Million,
            Note = "董事长，只通过秘书预约。",
        })
        { IsProtected = true };
        yield return new("S01", null, Firm(50, "上海启明教育咨询经营部", "教育", "310110", "021-65520317", new(2021, 5, 20)) with
        {
            Tier = CustomerTier.Mass,
            Stage = LifeCycleStage.Dormant,
            Note = "营业执照地址已搬迁，需要更新。",
        });
        yield return new("N01", null, Firm(51, "北京四海贸易合伙企业（有限合伙）", "批发", "110105", "010-84410926", new(2018, 1, 15)) with { Tier = CustomerTier.Mass });
    }
}

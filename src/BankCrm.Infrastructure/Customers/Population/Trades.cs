namespace BankCrm.Infrastructure.Customers.Population;

/// <summary>What people and firms do.</summary>
internal static class Trades
{
    public static string[] Occupations { get; } =
    [
        "教师", "医生", "护士", "会计", "工程师", "程序员", "公务员", "销售", "司机", "个体经营", "律师", "设计师", "厨师", "工人", "店主",
        "自由职业", "企业管理", "快递员",
    ];

    public static string[] OccupationsAbroad { get; } =
        ["Teacher", "Engineer", "Consultant", "Trader", "Journalist", "Researcher", "Chef", "Designer", "Student", "Manager"];

    /// <summary>In the name of a firm, its line of business, and in English.</summary>
    public static (string Word, string Line, string English)[] Lines { get; } =
    [
        ("科技", "软件和信息技术", "Technology"), ("贸易", "批发", "Trading"), ("建筑工程", "建筑", "Construction"), ("餐饮管理", "餐饮", "Catering"),
        ("物流", "物流", "Logistics"), ("医疗器械", "医疗器械", "Medical"), ("教育咨询", "教育", "Education"), ("电子", "制造", "Electronics"),
        ("纺织", "纺织", "Textiles"), ("食品", "食品", "Foods"), ("文化传媒", "传媒", "Media"), ("汽车服务", "汽车服务", "Motors"),
    ];

    public static string[] Brands { get; } =
    [
        "鼎盛", "恒源", "瑞丰", "华泰", "金桥", "博远", "天成", "宏达", "新锐", "汇通", "长青", "明德", "嘉禾", "远航", "四海", "同济", "百川", "润泽",
        "星海", "中和", "启明", "万象", "安泰", "隆兴",
    ];

    /// <summary>The commonest more than once.</summary>
    public static string[] Forms { get; } = ["有限公司", "有限公司", "有限公司", "有限责任公司", "股份有限公司", "合伙企业（有限合伙）", "经营部"];

    public static string[] Streets { get; } =
    [
        "中山路", "人民路", "解放路", "建设路", "长江路", "和平路", "新华路", "文化路", "胜利路", "友谊路", "朝阳街", "学院路", "光明路", "迎宾大道",
        "滨河路", "东风路",
    ];

    public static string[] Estates { get; } =
        ["阳光花园", "锦绣家园", "金色家园", "翠湖小区", "望江苑", "学府花园", "城市之光", "和平里", "幸福小区", "紫金苑"];
}

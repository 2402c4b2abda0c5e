namespace BankCrm.Infrastructure.Customers.Population;

/// <summary>Names as parents chose them in each generation. Surnames roughly as frequent as they are.</summary>
internal static class ChineseNames
{
    private static readonly Shares<string> Surnames = new(
    [
        .. Listed(72, "王李张"), .. Listed(50, "刘陈杨"), .. Listed(21, "黄赵吴周"), .. Listed(13, "徐孙马朱胡郭何林高罗"),
        .. Listed(7, "郑梁谢宋唐许邓韩冯曹彭曾肖田董潘袁蔡蒋余"), .. Listed(4, "于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦"),
        .. Listed(2, "邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文施洪"),
        .. Listed(1, "葛邢安齐伍庞颜倪聂章鲁岳翟申耿关兰焦俞左柳甘祝包宁尚符舒阮纪梅童凌毕单季裴霍曲盛仇解区查"),
        ("欧阳", 2), ("上官", 1), ("司徒", 1), ("诸葛", 1),
    ]);

    private static readonly (int Until, string Men, string Women, int OneLetter)[] Generations =
    [
        (1964, "建国志德福永明文军平林海荣贵庆光华生宝成根富祥金水", "秀英兰桂芳玉珍凤淑华梅芬云莲香素琴菊月巧惠爱春翠美", 180),
        (1984, "伟强勇军磊涛斌超波刚鹏杰峰辉建志海明东亮宏飞俊民凯", "丽娟敏静艳燕红霞玲萍莉琳娜慧芳梅洁晶蕾颖丹春晓雪文", 420),
        (1999, "浩宇俊杰鑫博文天晨嘉伟鹏飞凯龙志明阳翔健睿旭东宁远", "婷雪倩佳欣怡悦颖琳晓雨梦瑶思慧文静玉丹萌璐露诗雅莹", 220),
        (9999, "梓轩浩然宇泽子一诺沐辰奕铭睿俊熙博文皓天佑晨阳昊霖", "梓涵诗欣怡可馨语彤一诺雨桐思琪若曦芷萱依晴梦瑶佳艺", 80),
    ];

    private static readonly string[] Rare = ["𬭎", "䶮", "喆", "昇", "堃", "犇", "𬀩", "祎"];

    private static readonly string[] WithDot =
        ["阿依古丽·买买提", "玉素甫·艾合买提", "古丽娜尔·吐尔逊", "巴特尔·苏和", "扎西·次仁", "卓玛·央金"];

    public static string Of(Dice dice, int bornIn, bool isMan)
    {
        if (dice.In(4))
        {
            return dice.Of(WithDot);
        }

        var generation = Array.Find(Generations, g => bornIn <= g.Until);
        var letters = isMan ? generation.Men : generation.Women;
        var surname = Surnames.Drawn(dice);
        var last = dice.In(1) ? dice.Of(Rare) : Letter(dice, letters);
        return dice.In(generation.OneLetter) ? surname + last : $"{surname}{Letter(dice, letters)}{last}";
    }

    public static string Surname(Dice dice) => Surnames.Drawn(dice);

    private static string Letter(Dice dice, string letters) => letters.Substring(dice.Below(letters.Length), 1);

    private static IEnumerable<(string, int)> Listed(int share, string letters) => letters.Select(letter => (letter.ToString(), share));
}

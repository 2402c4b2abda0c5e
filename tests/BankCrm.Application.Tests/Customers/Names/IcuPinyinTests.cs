using BankCrm.Domain.Customers.Names;
using BankCrm.Infrastructure.Customers.Names;

namespace BankCrm.Application.Tests.Customers.Names;

public sealed class IcuPinyinTests(IcuPinyinTests.Reader reader) : IClassFixture<IcuPinyinTests.Reader>
{
    private readonly IcuPinyin pinyin = reader.Pinyin;

    /// <summary>One for all tests: ICU takes its time to load.</summary>
    public sealed class Reader : IDisposable
    {
        internal IcuPinyin Pinyin { get; } = new();

        public void Dispose() => Pinyin.Dispose();
    }

    [Theory]
    [InlineData("单雄信", "shan xiong xin", "dan xiong xin")]
    [InlineData("曾志伟", "zeng zhi wei", "ceng zhi wei")]
    [InlineData("仇英", "qiu ying", "chou ying")]
    [InlineData("解晓东", "xie xiao dong", "jie xiao dong")]
    [InlineData("查良镛", "zha liang yong", "cha liang yong")]
    [InlineData("任正非", "ren zheng fei")]
    [InlineData("华罗庚", "hua luo geng")]
    [InlineData("朴树", "piao shu", "pu shu")]
    [InlineData("区伟明", "ou wei ming", "qu wei ming")]
    [InlineData("尉迟恭", "yu chi gong", "wei chi gong")]
    [InlineData("万俟卨", "mo qi xie", "wan qi xie")]
    [InlineData("单于丹", "chan yu dan", "shan yu dan")]
    [InlineData("翟天临", "zhai tian lin", "di tian lin")]
    [InlineData("盖叫天", "ge jiao tian", "gai jiao tian")]
    [InlineData("乐嘉", "yue jia", "le jia")]
    [InlineData("覃海洋", "qin hai yang", "tan hai yang")]
    [InlineData("缪玲", "miao ling", "mou ling")]
    [InlineData("张伟明", "zhang wei ming")]
    [InlineData("张 伟明", "zhang wei ming")]
    [InlineData("吕布", "lv bu", "lu bu")]
    [InlineData("王乐", "wang le", "wang yue")]
    [InlineData("重庆银行", "chong qing yin hang")]
    [InlineData("厦门大厦", "xia men da sha")]
    [InlineData("TCL科技", "tcl ke ji")]
    [InlineData("玉素甫·买买提", "yu su fu mai mai ti")]
    [InlineData("䶮", "yan")]
    [InlineData("王𬭎", "wang hong")]
    public void A_name_is_read_as_people_read_it(string name, params string[] readings)
    {
        Assert.Equal(readings, pinyin.Readings(name).Take(readings.Length));
    }

    [Theory]
    [InlineData("Emma Avaya Smith")]
    [InlineData("")]
    [InlineData("123")]
    public void A_name_without_Chinese_letters_has_no_reading(string name) => Assert.Empty(pinyin.Readings(name));

    [Fact]
    public void A_name_has_few_readings()
    {
        var readings = pinyin.Readings("单乐长重行朝吕");

        Assert.InRange(readings.Count, 2, 8);
        Assert.Distinct(readings);
    }

    [Fact]
    public void Many_threads_may_ask_at_once()
    {
        string[] names = ["张伟明", "曾志伟", "单雄信", "欧阳修", "吕布"];
        var expected = names.ToDictionary(name => name, name => pinyin.Readings(name));
        using var fresh = new IcuPinyin();

        Parallel.For(0, 1000, i => Assert.Equal(expected[names[i % names.Length]], fresh.Readings(names[i % names.Length])));
    }

    [Fact]
    public void A_name_is_found_by_letters_pinyin_and_initials()
    {
        var keys = NameKeys.Of("张三丰", pinyin.Readings("张三丰"));

        foreach (var typed in new[] { "张", "张三丰", "三丰", "zsf", "zs", "zhangsanfeng", "Zhang San", "zhang san f", "sanfeng", "zhangsf", "ZSF" })
        {
            var prefix = NameKeys.Prefix(typed)!;
            Assert.Contains(keys, key => string.CompareOrdinal(key.Text, prefix.From) >= 0 && string.CompareOrdinal(key.Text, prefix.Below) < 0);
        }
    }
}

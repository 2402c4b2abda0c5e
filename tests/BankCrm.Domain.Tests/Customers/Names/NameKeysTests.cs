using BankCrm.Domain.Customers.Names;
using FsCheck;
using FsCheck.Fluent;

namespace BankCrm.Domain.Tests.Customers.Names;

public sealed class NameKeysTests
{
    private static readonly string[] Maimaiti = ["mai mai ti jiang yu su fu"];

    [Fact]
    public void A_Chinese_name_has_its_letters_its_pinyin_and_their_parts()
    {
        var keys = NameKeys.Of("张伟明", ["zhang wei ming"]);

        Assert.Equal(
            [
                new("张伟明", NameKeyKind.Whole), new("zhangweiming", NameKeyKind.Whole), new("zwm", NameKeyKind.Whole),
                new("zhangwm", NameKeyKind.Whole), new("weiming", NameKeyKind.Part), new("伟明", NameKeyKind.Part),
            ],
            keys);
    }

    [Fact]
    public void Two_letters_have_no_part_of_one_letter()
    {
        var keys = NameKeys.Of("张伟", ["zhang wei"]);

        Assert.DoesNotContain(keys, key => key.Text == "伟");
        Assert.Contains(new NameKey("wei", NameKeyKind.Part), keys);
    }

    [Fact]
    public void A_Latin_name_is_found_from_every_word_on()
    {
        var keys = NameKeys.Of("Emma Avaya Smith", []).Select(key => key.Text);

        Assert.Equal(["emmaavayasmith", "avayasmithemma", "smithemmaavaya", "emmasmithavaya"], keys);
    }

    [Theory]
    [InlineData("欧阳修明", "ou yang xiu ming", "修明")]
    [InlineData("欧阳修明", "ou yang xiu ming", "xiuming")]
    [InlineData("王𬭎明", "wang hong ming", "𬭎明")]
    [InlineData("买买提江·玉素甫", "mai mai ti jiang yu su fu", "玉素甫")]
    [InlineData("买买提江·玉素甫", "mai mai ti jiang yu su fu", "买买提江.玉")]
    [InlineData("买买提江·玉素甫", "mai mai ti jiang yu su fu", "买买提江玉素甫")]
    [InlineData("苏州海智装饰工程有限公司", "su zhou hai zhi zhuang shi gong cheng you xian gong si", "海智")]
    [InlineData("苏州海智装饰工程有限公司", "su zhou hai zhi zhuang shi gong cheng you xian gong si", "haizhi")]
    [InlineData("苏州海智装饰工程有限公司", "su zhou hai zhi zhuang shi gong cheng you xian gong si", "szhz")]
    [InlineData("内蒙古自治区呼和浩特市新恒科技有限公司", "nei meng gu", "新恒科技")]
    [InlineData("TCL科技集团", "tcl ke ji ji tuan", "tcl科技")]
    [InlineData("TCL科技集团", "tcl ke ji ji tuan", "TCL keji")]
    [InlineData("JEAN-PIERRE DUBOIS", "", "dubois jean")]
    [InlineData("O'BRIEN SEAN", "", "obrien")]
    [InlineData("José Núñez", "", "nunez")]
    [InlineData("Emma Avaya Smith", "", "Emma Smith")]
    public void A_name_is_found_by_what_people_type(string name, string reading, string typed)
    {
        var keys = NameKeys.Of(name, reading.Length == 0 ? [] : [reading]);

        Assert.Contains(keys, key => IsFoundBy(key, typed));
    }

    [Theory]
    [InlineData("伟")]
    [InlineData("hang")]
    [InlineData("wm")]
    [InlineData("ming zhang")]
    public void The_middle_of_a_key_finds_nothing(string typed)
    {
        var keys = NameKeys.Of("张伟明", ["zhang wei ming"]).Where(key => key.Kind is NameKeyKind.Whole);

        Assert.DoesNotContain(keys, key => IsFoundBy(key, typed));
    }

    [Fact]
    public void Keys_are_few_short_and_distinct()
    {
        var longName = string.Concat(Enumerable.Repeat("江苏省苏州市工业园区新恒信息技术", 6));
        var reading = string.Join(' ', Enumerable.Repeat("zhuang", 96));

        foreach (var keys in new[]
        {
            NameKeys.Of(longName, [reading, reading + " a", reading + " b", reading + " c", "b " + reading, "c " + reading, "d " + reading]),
            NameKeys.Of(string.Join(' ', Enumerable.Range('a', 26).Select(c => new string((char)c, 5))), []),
            NameKeys.Of("买买提江·玉素甫", Maimaiti),
            NameKeys.Of(string.Concat(Enumerable.Repeat("𬭎", 90)), []),
        })
        {
            Assert.InRange(keys.Count, 1, NameKeys.MaxCount);
            Assert.All(keys, key => Assert.InRange(key.Text.Length, 1, NameKeys.MaxLength));
            Assert.All(keys, key => Assert.True(key.Text.IsNormalized()));
            Assert.Distinct(keys.Select(key => key.Text));
        }
    }

    [Fact]
    public void What_has_no_letter_gives_no_bounds()
    {
        Assert.Null(NameKeys.Prefix("  ·-' "));
        Assert.Equal(new NamePrefix("zhangwei", "zhangwei\U0010FFFF"), NameKeys.Prefix("Zhang Wei"));
        Assert.Equal(new NamePrefix("xian", "xian\U0010FFFF"), NameKeys.Prefix("xi'an"));
    }

    [Fact]
    public void Any_beginning_of_any_Chinese_name_finds_it() =>
        Prop.ForAll(
            Gen.Choose(0x4E00, 0x9FA5).Select(code => ((char)code).ToString()).ListOf().Where(l => l.Count is > 0 and < 12).ToArbitrary(),
            letters =>
            {
                var name = string.Concat(letters);
                var keys = NameKeys.Of(name, []);
                return Enumerable.Range(1, name.Length).All(length => keys.Any(key => IsFoundBy(key, name[..length])));
            }).QuickCheckThrowOnFailure();

    private static bool IsFoundBy(NameKey key, string typed) => NameKeys.Prefix(typed) is { } prefix
        && string.CompareOrdinal(key.Text, prefix.From) >= 0 && string.CompareOrdinal(key.Text, prefix.Below) < 0;
}

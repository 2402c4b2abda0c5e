using BankCrm.Domain.Cases.Knowledge;
using Xunit;

namespace BankCrm.Domain.Tests.Cases.Knowledge;

public sealed class TextFinderTests
{
    private static readonly FindableText Lost = new(Guid.NewGuid(), "Lost card", "Block the card at once, then order a new one. It arrives within seven days.");
    private static readonly FindableText Twice = new(Guid.NewGuid(), "Charged twice by a shop", "Ask the shop first. The second charge is paid back within ten days.");
    private static readonly FindableText Swallowed = new(Guid.NewGuid(), "自助取款机吞卡", "客户凭有效身份证件在三个工作日内到网点取回被吞的卡片。");

    private readonly TextFinder finder = new([Lost, Twice, Swallowed]);

    [Fact]
    public void Finds_what_shares_a_rare_word_and_says_which()
    {
        var found = finder.Find("I was charged twice at the shop on Monday");

        Assert.Equal(Twice.Id, found[0].Id);
        Assert.Equal(["charged", "shop", "twice"], found[0].Words.Order(StringComparer.Ordinal));
        Assert.DoesNotContain(found, f => f.Words.Contains("the"));
    }

    [Fact]
    public void Endings_do_not_matter()
    {
        Assert.Equal(Lost.Id, Assert.Single(finder.Find("cards")).Id);
        Assert.Equal(Twice.Id, Assert.Single(finder.Find("a charge")).Id);
    }

    [Fact]
    public void Chinese_is_found_by_parts_of_it_and_the_longest_part_is_the_reason()
    {
        var found = Assert.Single(finder.Find("昨晚取款机把我的卡吞了"));

        Assert.Equal(Swallowed.Id, found.Id);
        Assert.Contains("取款机", found.Words);
        Assert.DoesNotContain("取款", found.Words);
        Assert.Equal(["自助取款机"], new TextFinder([Swallowed]).Find("自助取款机").Single().Words);
    }

    [Theory]
    [InlineData("")]
    [InlineData("the and of it")]
    [InlineData("weather in Paris")]
    public void What_shares_nothing_finds_nothing(string words) => Assert.Empty(finder.Find(words));

    [Fact]
    public void Nothing_to_find_finds_nothing() => Assert.Empty(new TextFinder([]).Find("card"));

    [Fact]
    public void A_word_that_few_have_says_more_than_one_that_all_have()
    {
        var texts = Enumerable.Range(0, 20).Select(i => new FindableText(Guid.NewGuid(), "Card", i == 7 ? "A card and a passport" : "A card and a form")).ToList();

        var found = new TextFinder(texts).Find("card and passport");

        Assert.Equal(texts[7].Id, found[0].Id);
        Assert.Equal("passport", found[0].Words[0]);
        Assert.True(found[0].Score > 3 * found[1].Score);
    }
}

using BankCrm.Domain.Cases.Routing;

namespace BankCrm.Domain.Tests.Cases.Routing;

public sealed class CaseTextTests
{
    [Fact]
    public void Reads_words_their_parts_and_pairs()
    {
        var terms = CaseText.Terms("Card isn’t HERE?");

        Assert.Equal(["card", "isn't", "here"], terms.Where(t => t.IsWhole).Select(t => t.Name));
        Assert.Equal(["#_ca", "#car", "#ard", "#rd_", "#_car", "#card", "#ard_"], terms.Where(t => t.From == "card" && t.Name[0] == '#').Select(t => t.Name));
        Assert.Contains(terms, t => t.Name == "> card");
        Assert.Contains(terms, t => t is { Name: "card isn't", Shown: "card isn't" });
        Assert.Contains(terms, t => t is { Name: "card+here", Shown: "card … here" });
        Assert.Contains(terms, t => t is { Name: "? <", Shown: "?" });
    }

    [Fact]
    public void Reads_Chinese_by_one_two_and_three_letters()
    {
        var terms = CaseText.Terms("ATM吞卡了");

        Assert.Equal(["atm", "吞", "吞卡", "吞卡了", "卡", "卡了", "了"], terms.Where(t => t.IsWhole).Select(t => t.Name));
    }

    [Theory]
    [InlineData("paid 7")]
    [InlineData("paid 1,250.75")]
    [InlineData("paid ２０２６")]
    [InlineData("paid 6222021234567890123")]
    [InlineData("Paid ٣٤")]
    public void Knows_no_number_from_another(string text)
    {
        Assert.Equal(Names("paid 0"), Names(text));
    }

    [Fact]
    public void Folds_digits_within_words()
    {
        Assert.Equal(Names("room b12 x9y"), Names("room b7 x33y"));
        Assert.DoesNotContain(Names("room b12 x9y 44"), name => name.Any(c => char.IsDigit(c) && c != '0'));
    }

    [Fact]
    public void Two_words_are_the_same_pair_in_either_order_and_with_other_endings()
    {
        Assert.Contains("arriv+card", Names("the card arrived"));
        Assert.Contains("arriv+card", Names("did it arrive, my card"));
    }

    [Fact]
    public void Letters_are_read_in_one_spelling()
    {
        Assert.Equal(Names("cafe\u0301 CARD ok?"), Names("café ｃａｒｄ OK？"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \t\n… --- €")]
    [InlineData("\uD83D\uDE00")]
    public void A_text_without_words_has_no_terms(string text) => Assert.Empty(CaseText.Terms(text));

    [Fact]
    public void A_broken_letter_is_none()
    {
        Assert.Equal(Names("card lost"), Names("card \uD840 lost"));
        Assert.All(Names("𠮷𠮷𠮷 𐐨𐐨𐐨𐐨𐐨𐐨"), name => Assert.True(name.IsNormalized()));
    }

    [Fact]
    public void Reads_no_more_than_its_length_and_of_a_long_word_the_beginning()
    {
        var endless = CaseText.Terms(string.Concat(Enumerable.Repeat("lost card ", 100_000)));
        var ligatures = CaseText.Terms(new string('\uFDFA', 100_000)); // each becomes eighteen letters

        Assert.True(endless.Count < CaseText.MaxLength * 6);
        Assert.True(ligatures.Count < CaseText.MaxLength * 6);
        Assert.Equal(Names(new string('a', CaseText.MaxWordLength)), Names(new string('a', 300)));
    }

    private static List<string> Names(string text) => [.. CaseText.Terms(text).Select(t => t.Name)];
}

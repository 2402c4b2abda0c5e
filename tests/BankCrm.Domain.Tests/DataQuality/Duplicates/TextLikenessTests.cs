using BankCrm.Domain.DataQuality.Duplicates;

namespace BankCrm.Domain.Tests.DataQuality.Duplicates;

public sealed class TextLikenessTests
{
    [Theory]
    [InlineData("", "", 0)]
    [InlineData("440983200508303386", "440983200508303386", 0)]
    [InlineData("440983200508303386", "440983250508303386", 1)]
    [InlineData("370306198310250449", "370306193810250449", 1)] // neighbours exchanged
    [InlineData("360723195111193579", "360723195111193560", 2)] // twins
    [InlineData("abc", "abcd", 1)]
    [InlineData("abc", "ab", 1)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("13800138000", "1380013800", 1)]
    public void Counts_the_changes_between_two_texts(string a, string b, int changes)
    {
        Assert.Equal(changes, TextLikeness.Changes(a, b, limit: 5));
        Assert.Equal(changes, TextLikeness.Changes(b, a, limit: 5));
    }

    [Fact]
    public void Does_not_count_beyond_its_limit()
    {
        Assert.Equal(2, TextLikeness.Changes("kitten", "sitting", limit: 1));
        Assert.Equal(3, TextLikeness.Changes("a", "abcdefgh", limit: 2));
    }

    // Values from Winkler, "String Comparator Metrics and Enhanced Decision Rules in the Fellegi-Sunter Model of Record Linkage", 1990.
    [Theory]
    [InlineData("shackleford", "shackelford", 0.982)]
    [InlineData("dunningham", "cunnigham", 0.896)]
    [InlineData("nichleson", "nichulson", 0.956)]
    [InlineData("jones", "johnson", 0.832)]
    [InlineData("massey", "massie", 0.933)]
    [InlineData("abroms", "abrams", 0.922)]
    [InlineData("itman", "smith", 0.467)]
    [InlineData("jeraldine", "geraldine", 0.926)]
    [InlineData("michelle", "michael", 0.921)]
    [InlineData("julies", "julius", 0.933)]
    [InlineData("tanya", "tonya", 0.880)]
    [InlineData("sean", "susan", 0.805)]
    [InlineData("jon", "jan", 0.800)]
    public void Compares_names_as_the_literature_does(string a, string b, double likeness)
    {
        Assert.Equal(likeness, TextLikeness.Words(a, b), 0.001);
        Assert.Equal(likeness, TextLikeness.Words(b, a), 0.001);
    }

    [Fact]
    public void Has_nothing_in_common_with_an_empty_word()
    {
        Assert.Equal(0, TextLikeness.Words("", "a"));
        Assert.Equal(1, TextLikeness.Words("", ""));
        Assert.Equal(0, TextLikeness.Words("abc", "xyz"));
    }
}

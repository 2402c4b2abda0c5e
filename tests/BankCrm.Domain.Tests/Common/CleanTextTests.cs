using BankCrm.Domain.Common;

namespace BankCrm.Domain.Tests.Common;

public sealed class CleanTextTests
{
    [Theory]
    [InlineData("张伟")]
    [InlineData("𬭎䶮 José O'Brien")]
    [InlineData("محمد")]
    [InlineData("")]
    public void Every_script_is_welcome(string text) => Assert.Null(CleanText.Check(text, 100));

    [Fact]
    public void A_note_may_have_many_lines() => Assert.Null(CleanText.Check("one\r\ntwo\tthree", 100, manyLines: true));

    [Theory]
    [InlineData("a\0b", "The text contains control characters. Type it again instead of pasting it.")]
    [InlineData("a\u0007b", "The text contains control characters. Type it again instead of pasting it.")]
    [InlineData("a\u0085b", "The text contains control characters. Type it again instead of pasting it.")]
    [InlineData("a\tb", "The text contains control characters. Type it again instead of pasting it.")]
    [InlineData("a\uFFFFb", "The text contains control characters. Type it again instead of pasting it.")]
    [InlineData("a\nb", "This must be one line. Remove the line breaks.")]
    [InlineData("a\u2028b", "This must be one line. Remove the line breaks.")]
    [InlineData("a\u202Eb", "The text contains marks that turn the reading direction. Type it again instead of pasting it.")]
    [InlineData("a\u2066b", "The text contains marks that turn the reading direction. Type it again instead of pasting it.")]
    [InlineData("a\u200Bb", "The text contains invisible characters. Type it again instead of pasting it.")]
    [InlineData("a\uFFFDb", "One letter was lost when the text was copied (it shows as a question mark in a box). Type it again.")]
    public void What_could_deceive_or_break_is_refused(string text, string sentence) =>
        Assert.Equal(sentence, CleanText.Check(text, 100)?.Sentence);

    [Theory]
    [InlineData(0xD800)]
    [InlineData(0xDC00)]
    public void Half_a_letter_is_refused(int half)
    {
        var fault = CleanText.Check("a" + (char)half + "b", 100);

        Assert.Equal("One letter is broken (half of a letter). Delete it and type it again.", fault?.Sentence);
    }

    [Fact]
    public void Too_long_a_text_is_refused_with_the_limit()
    {
        var fault = CleanText.Check("four", 3);

        Assert.Equal("This is too long: at most {0} places.", fault?.Sentence);
        Assert.Equal(3, Assert.Single(fault!.Args));
    }

    [Theory]
    [InlineData("a\u202Eb\u0000c\u200Bd\uFFFDe", "abcde")]
    [InlineData("half \uD83D of a letter", "half  of a letter")]
    [InlineData("one\r\ntwo\tthree", "one  two three")]
    [InlineData("张伟😀", "张伟😀")]
    public void Of_what_nobody_can_type_again_the_rest_is_kept_in_one_line(string text, string kept)
    {
        Assert.Equal(kept, CleanText.Kept(text, 100));
        Assert.Null(CleanText.Check(CleanText.Kept(text, 100), 100));
    }

    [Fact]
    public void What_is_kept_has_its_length_and_ends_with_a_whole_letter()
    {
        Assert.Equal("ab", CleanText.Kept("ab😀", 3));
        Assert.Equal("a\nb", CleanText.Kept("a\n\u0007b", 10, manyLines: true));
    }
}

using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.Channels;

namespace BankCrm.Domain.Tests.Platform.Channels;

public sealed class MessageTextTests
{
    private static readonly string[] Known = ["customer.name", "detail"];

    [Fact]
    public void Fills_each_place_with_its_value()
    {
        var text = MessageText.Fill("Dear {customer.name}, bring {detail}.", Values(("customer.name", "林晓燕"), ("detail", "the contract")));

        Assert.Equal("Dear 林晓燕, bring the contract.", text);
    }

    [Fact]
    public void A_value_is_filled_in_once_and_never_read_as_a_place_itself() =>
        Assert.Equal("(customer.name)", MessageText.Fill("{detail}", Values(("customer.name", "secret"), ("detail", "{customer.name}"))));

    [Fact]
    public void A_place_without_a_value_is_refused() =>
        Assert.Throws<RefusedException>(() => MessageText.Fill("{case.number}", Values(("detail", "x"))));

    [Theory]
    [InlineData("one\r\nBcc: all@example.com", "one Bcc: all@example.com", false)]
    [InlineData("a\u0000b\u202Ec\u200Bd", "a bcd", true)]
    [InlineData("  two   spaces ", "two spaces", true)]
    [InlineData("see http://evil.example/a?b=c now", "see … now", true)]
    [InlineData("www.evil.example", "…", true)]
    [InlineData("请点 evil.com/x 领取", "请点 … 领取", true)]
    [InlineData("javascript://x", "…", true)]
    [InlineData("version 2.5 of 3.14", "version 2.5 of 3.14", true)]
    [InlineData("张伟·买买提", "张伟·买买提", true)]
    public void What_is_filled_in_is_one_line_and_leads_nowhere(string value, string tame, bool exact)
    {
        var filled = MessageText.Tame(value);

        Assert.DoesNotContain('\n', filled);
        Assert.DoesNotContain('\r', filled);
        if (exact)
        {
            Assert.Equal(tame, filled);
        }
        else
        {
            Assert.DoesNotContain("example.com", filled.Replace("all@…", "", StringComparison.Ordinal), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_is_filled_in_is_not_long_and_not_cut_through_a_letter()
    {
        var tame = MessageText.Tame(string.Concat(Enumerable.Repeat("𠮷", 80)));

        Assert.True(tame.Length <= MessageText.ValueMaxLength);
        Assert.EndsWith("𠮷…", tame, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Dear {customer.name}", null)]
    [InlineData("Dear {customer.phone}", "Nothing is known to fill {0} with.")]
    [InlineData("Dear {customer.name", "A place is written as {0}: small letters, dots and nothing else.")]
    [InlineData("Dear {Customer.Name}", "A place is written as {0}: small letters, dots and nothing else.")]
    public void A_text_names_only_places_that_are_known(string text, string? sentence) => Assert.Equal(sentence, MessageText.Check(text, Known)?.Sentence);

    private static Dictionary<string, string> Values(params (string Place, string Value)[] values) => values.ToDictionary(v => v.Place, v => v.Value);
}

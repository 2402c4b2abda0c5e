using BankCrm.Domain.Cases.Knowledge;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.Channels;
using Xunit;

namespace BankCrm.Domain.Tests.Cases.Knowledge;

public sealed class ReadyTextTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 9, 0, 0, TimeSpan.Zero);
    private static readonly Guid Author = Guid.NewGuid();
    private static readonly Guid Colleague = Guid.NewGuid();

    [Fact]
    public void A_second_person_puts_it_into_use_and_it_never_changes_from_then_on()
    {
        var text = Written();

        Assert.Equal("Whoever wrote a text does not approve it: ask a colleague.", Assert.Throws<RefusedException>(() => text.Approve(Author, Now)).Message);
        text.Approve(Colleague, Now);

        Assert.Equal((TemplateState.Approved, Colleague), (text.State, text.ApprovedBy));
        Assert.Throws<RefusedException>(() => text.Change(new("Other", "Other", null), Author, Now));
        Assert.Throws<RefusedException>(() => text.Approve(Guid.NewGuid(), Now));
        Assert.Throws<RefusedException>(() => text.SendBack("Shorter", Colleague));
        text.Withdraw();
        Assert.Throws<RefusedException>(text.Withdraw);
    }

    [Fact]
    public void What_was_sent_back_waits_again_once_it_was_mended()
    {
        var text = Written();
        Assert.Throws<RefusedException>(() => text.SendBack("Shorter", Author));

        text.SendBack("Say how long it takes", Colleague);
        Assert.Equal((TemplateState.Draft, "Say how long it takes"), (text.State, text.Remark));
        text.Change(new("Title", "It takes two days", null), Colleague, Now);

        Assert.Null(text.Remark);
        Assert.Throws<RefusedException>(() => text.Approve(Colleague, Now)); // whoever changed it last has written it
        text.Approve(Author, Now);
    }

    [Theory]
    [InlineData("Account 6222 0212 3456 7890 123")]
    [InlineData("身份证 32010619900307051X")]
    [InlineData("电话１３８１２３４５６７８")]
    [InlineData("138-1234-5678")]
    public void A_number_of_somebody_is_refused(string words)
    {
        Assert.Throws<RefusedException>(() => Written(words: words));
        Assert.Throws<RefusedException>(() => Written(title: words));
    }

    [Theory]
    [InlineData("Call 400-820-8888 or 95588")]
    [InlineData("1,250,000.00 yuan on 2026-11-26")]
    public void A_hotline_a_day_and_an_amount_are_not(string words) => Assert.Equal(words, Written(words: words).Text);

    [Fact]
    public void Answers_name_places_that_are_known_and_articles_none()
    {
        Assert.Equal("Nothing is known to fill {0} with.", Assert.Throws<RefusedException>(() => Written(ReadyTextUse.Answer, words: "Dear {customer.nam}")).Message);

        var answer = Written(ReadyTextUse.Answer, words: "Dear {customer.name}, case {case.number}");
        Assert.Equal("Dear A (b) , case 7", answer.Filled(new Dictionary<string, string> { ["customer.name"] = "A {b}\n", ["case.number"] = "7" }).Replace(")", ") ", StringComparison.Ordinal));
        Assert.Equal("In {curly} braces", Written(words: "In {curly} braces").Filled(new Dictionary<string, string>()));
    }

    [Fact]
    public void Only_what_is_in_use_helps()
    {
        var text = Written();
        Assert.Throws<RefusedException>(() => TextHelp.Of(text, Guid.NewGuid(), Author, Now));

        text.Approve(Colleague, Now);

        Assert.Equal(text.TextId, TextHelp.Of(text, Guid.NewGuid(), Author, Now).TextId);
    }

    private static ReadyText Written(ReadyTextUse use = ReadyTextUse.Article, string title = "Title", string words = "Words") =>
        ReadyText.Write(Guid.NewGuid(), new(Guid.NewGuid(), use, TextLanguage.English), 1, new(title, words, null), Author, Now);
}

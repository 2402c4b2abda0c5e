using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.Channels;

namespace BankCrm.Domain.Tests.Platform.Channels;

public sealed class MessageTemplateTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 10, 0, 0, TimeSpan.Zero);
    private static readonly Guid Author = Guid.NewGuid();

    [Fact]
    public void A_second_person_approves_it()
    {
        var template = Written();

        var refused = Assert.Throws<RefusedException>(() => template.Approve(Author, Now));
        Assert.Equal("Whoever wrote a text does not approve it: ask a colleague.", refused.Message);
        template.Approve(Guid.NewGuid(), Now);

        Assert.Equal(TemplateState.Approved, template.State);
    }

    [Fact]
    public void Whoever_changes_it_last_has_written_it()
    {
        var (template, editor) = (Written(), Guid.NewGuid());
        template.Change(new("Card", MessagePurpose.Service, "", "Your card is here, {customer.name}."), MessageText.Everywhere, editor, Now);

        Assert.Throws<RefusedException>(() => template.Approve(editor, Now));
        template.Approve(Author, Now);
    }

    [Fact]
    public void What_was_decided_is_not_changed_any_more()
    {
        var template = Written();
        template.Approve(Guid.NewGuid(), Now);

        Assert.Throws<RefusedException>(() => template.Change(new("Card", MessagePurpose.Service, "", "Else"), MessageText.Everywhere, Author, Now));
        Assert.Throws<RefusedException>(() => template.Approve(Guid.NewGuid(), Now));
        template.Withdraw();
        Assert.Throws<RefusedException>(template.Withdraw);
    }

    [Theory]
    [InlineData("card.ready", ChannelKind.Sms, "Hello {customer.phone}", "Nothing is known to fill {0} with.")]
    [InlineData("Card Ready", ChannelKind.Sms, "Hello", "Write the key in small letters and dots, as complaint.received.")]
    [InlineData("card.ready", ChannelKind.Email, "Hello", "An e-mail needs a subject.")]
    public void What_could_not_be_sent_is_refused(string key, ChannelKind channel, string text, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<RefusedException>(() => Written(key, channel, text)).Message);

    [Fact]
    public void A_text_message_is_short() => Assert.Throws<RefusedException>(() => Written(text: new string('长', MessageTemplate.SmsMaxLength + 1)));

    private static MessageTemplate Written(string key = "card.ready", ChannelKind channel = ChannelKind.Sms, string text = "Your card is here.") => MessageTemplate.Write(
        Guid.NewGuid(), new(key, channel, TextLanguage.English), 1, new("Card", MessagePurpose.Service, "", text), MessageText.Everywhere, Author, Now);
}

using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.Channels;
using BankCrm.Domain.Platform.Outbox;

namespace BankCrm.Domain.Tests.Platform.Outbox;

public sealed class OutgoingMessageTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 10, 0, 0, TimeSpan.Zero);
    private static readonly Guid Admin = Guid.NewGuid();
    private readonly ChannelRules rules = ChannelRules.Of(Guid.NewGuid(), ChannelKind.Sms);

    [Fact]
    public void It_is_tried_again_later_and_given_up_after_the_last_try()
    {
        var message = Added();
        for (var tries = 1; tries < rules.MostTries; tries++)
        {
            message.HandOver(Now.AddMinutes(2));
            message.Failed(OutgoingReason.Unreachable, "HTTP 503", rules, jitter: 0, Now);
            Assert.Equal((OutgoingState.Waiting, Now + rules.WaitAfter(tries, 0)), (message.State, message.DueAt));
        }

        message.Failed(OutgoingReason.Unreachable, "HTTP 503", rules, jitter: 0, Now);

        Assert.Equal((OutgoingState.Failed, OutgoingReason.Unreachable, Now), (message.State, message.Reason, message.EndedAt));
        Assert.Equal(8, message.Steps.Count);
    }

    [Fact]
    public void What_may_have_been_sent_is_not_simply_sent_again()
    {
        var message = Added();
        message.HandOver(Now.AddMinutes(2));

        message.IsUnclear("", rules, jitter: 0, Now);

        Assert.Equal((OutgoingState.Unclear, OutgoingReason.TimedOut), (message.State, message.Reason));
        message.IsNotKnown(Now);
        Assert.Equal((OutgoingState.Waiting, (OutgoingReason?)null), (message.State, message.Reason));
    }

    [Fact]
    public void Where_nobody_can_say_it_is_given_up_as_such()
    {
        var message = Added();
        rules.Change(default, default, [1], 1);

        message.IsUnclear("", rules, jitter: 0, Now);

        Assert.Equal((OutgoingState.Failed, OutgoingReason.OutcomeUnknown), (message.State, message.Reason));
    }

    [Fact]
    public void To_be_put_off_is_no_try()
    {
        var message = Added();

        message.PutOff(OutgoingReason.QuietHours, Now.AddHours(9), Now);

        Assert.Equal((0, Now.AddHours(9), OutgoingState.Waiting), (message.Tries, message.DueAt, message.State));
    }

    [Fact]
    public void Only_what_came_to_an_end_without_being_sent_is_replayed()
    {
        var (sent, refused) = (Added(), Added());
        sent.Sent("http", Now);
        refused.RefuseBecause(OutgoingReason.NoAddress, Now);

        Assert.Throws<RefusedException>(() => sent.Replay(Admin, Now));
        Assert.Throws<RefusedException>(() => Added().Replay(Admin, Now));
        refused.Replay(Admin, Now);

        Assert.Equal((OutgoingState.Waiting, 0, (DateTimeOffset?)null), (refused.State, refused.Tries, refused.EndedAt));
        Assert.Equal(Admin, refused.Steps[^1].By);
    }

    [Fact]
    public void What_was_sent_cannot_be_discarded()
    {
        var (sent, waiting) = (Added(), Added());
        sent.Sent("http", Now);

        Assert.Throws<RefusedException>(() => sent.Discard("Too late", Admin, Now));
        waiting.Discard("Written by mistake", Admin, Now);

        Assert.Equal((OutgoingState.Discarded, "Written by mistake"), (waiting.State, waiting.Steps[^1].Note));
    }

    [Fact]
    public void The_gateway_s_word_comes_late_and_counts_once()
    {
        var (sent, unknown, unclear) = (Added(), Added(), Added());
        sent.Sent("http", Now);
        unknown.GiveUp(OutgoingReason.OutcomeUnknown, "", Now);
        unclear.IsUnclear("", rules, jitter: 0, Now);

        sent.Report(DeliveryWord.Delivered, Now.AddMinutes(1), Now.AddMinutes(2));
        unknown.Report(DeliveryWord.Delivered, Now.AddDays(9), Now.AddMinutes(2));
        unclear.Report(DeliveryWord.NoSuchAddress, Now, Now.AddMinutes(2));

        Assert.Equal((OutgoingState.Sent, Now.AddMinutes(1), Now), (sent.State, sent.DeliveredAt, sent.EndedAt));
        Assert.Equal((OutgoingState.Sent, Now.AddMinutes(2), (OutgoingReason?)null), (unknown.State, unknown.DeliveredAt, unknown.Reason));
        Assert.Equal((OutgoingState.Failed, OutgoingReason.NoSuchAddress), (unclear.State, unclear.Reason));
        Assert.Throws<RefusedException>(() => sent.Report(DeliveryWord.Failed, Now, Now));
        Assert.Throws<RefusedException>(() => unclear.Report(DeliveryWord.Delivered, Now, Now));
        Assert.Throws<RefusedException>(() => Added().Report(DeliveryWord.Delivered, Now, Now));
    }

    private static OutgoingMessage Added() => OutgoingMessage.Add(Guid.NewGuid(), "customer", ChannelKind.Sms, MessagePurpose.Service, Now);
}

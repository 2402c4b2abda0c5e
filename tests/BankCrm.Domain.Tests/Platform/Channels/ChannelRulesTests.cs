using System.Globalization;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.Channels;

namespace BankCrm.Domain.Tests.Platform.Channels;

public sealed class ChannelRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 10, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("2026-11-26T20:59:00+08:00", null)]
    [InlineData("2026-11-26T21:00:00+08:00", "2026-11-27T08:00:00+08:00")]
    [InlineData("2026-11-27T00:00:00+08:00", "2026-11-27T08:00:00+08:00")]
    [InlineData("2026-11-27T07:59:59+08:00", "2026-11-27T08:00:00+08:00")]
    [InlineData("2026-11-27T08:00:00+08:00", null)]
    public void From_nine_in_the_evening_to_eight_nobody_is_disturbed(string at, string? ends) =>
        Assert.Equal(ends is null ? null : Of(ends), Rules().QuietEnds(Of(at)));

    [Fact]
    public void Quiet_hours_may_lie_within_a_day_or_not_be_at_all()
    {
        var (noon, none) = (Rules(), Rules());
        noon.Change(new(12, 0), new(14, 0), [1], 3);
        none.Change(new(8, 0), new(8, 0), [1], 3);

        Assert.Equal(Of("2026-11-26T14:00:00+08:00"), noon.QuietEnds(Of("2026-11-26T13:30:00+08:00")));
        Assert.Null(noon.QuietEnds(Of("2026-11-26T23:30:00+08:00")));
        Assert.Null(none.QuietEnds(Of("2026-11-26T08:00:00+08:00")));
    }

    [Fact]
    public void Each_wait_comes_after_the_one_before_and_the_last_one_stays()
    {
        var rules = Rules();

        Assert.Equal([1, 5, 30, 120, 120], Enumerable.Range(1, 5).Select(tries => rules.WaitAfter(tries, jitter: 0).TotalMinutes));
        Assert.Equal(6, rules.WaitAfter(2, jitter: 1).TotalMinutes);
    }

    [Fact]
    public void Rules_that_make_no_sense_are_refused()
    {
        Assert.Throws<RefusedException>(() => Rules().Change(default, default, [], 3));
        Assert.Throws<RefusedException>(() => Rules().Change(default, default, [0], 3));
        Assert.Throws<RefusedException>(() => Rules().Change(default, default, [1], 0));
    }

    [Fact]
    public void A_channel_is_stopped_once_and_started_once()
    {
        var rules = Rules();
        Assert.Throws<RefusedException>(rules.Start);

        rules.Stop("The gateway sends twice", Guid.NewGuid(), Now);

        Assert.Equal((Now, "The gateway sends twice"), (rules.StoppedAt, rules.StoppedBecause));
        Assert.Throws<RefusedException>(() => rules.Stop("Again", Guid.NewGuid(), Now));
        rules.Start();
        Assert.Null(rules.StoppedAt);
    }

    private static ChannelRules Rules() => ChannelRules.Of(Guid.NewGuid(), ChannelKind.Sms);

    private static DateTimeOffset Of(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}

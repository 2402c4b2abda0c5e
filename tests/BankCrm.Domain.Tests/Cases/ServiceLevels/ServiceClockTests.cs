using System.Globalization;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Admin.Calendar;
using BankCrm.Domain.Cases.ServiceLevels;
using BankCrm.Domain.Common;
using Xunit;

namespace BankCrm.Domain.Tests.Cases.ServiceLevels;

public sealed class ServiceClockTests
{
    private static readonly Guid Somebody = Guid.CreateVersion7();

    private static readonly WorkingTime Time = new(
        new([CalendarYear.Of(Guid.CreateVersion7(), 2026, "State Council", CalendarText.Read(
            """
            2026-01-01..2026-01-03 off New Year
            2026-01-04 work New Year
            2026-02-14 work Spring Festival
            2026-02-15..2026-02-23 off Spring Festival
            2026-02-28 work Spring Festival
            """))]),
        OpeningHours.Usual);

    [Theory]
    [InlineData(ClockKind.Elapsed, "2026-02-13 16:00", "2026-02-15 16:00:00")]
    [InlineData(ClockKind.Working, "2026-02-13 16:00", "2026-02-28 16:00:00")]
    public void Forty_eight_hours_are_counted_as_their_kind_says(ClockKind kind, string start, string due)
    {
        var clock = ServiceClock.Start(ServiceTarget.Hours(kind, 48), At(start), Time);

        Assert.Equal((At(due), TimeSpan.FromHours(48), ClockState.Running), (clock.DueAt, clock.Total, clock.State));
        Assert.False(clock.IsLate(At(due)));
        Assert.True(clock.IsLate(At(due).AddSeconds(1)));
    }

    [Fact]
    public void What_was_left_when_it_was_paused_is_left_when_it_goes_on()
    {
        var clock = ServiceClock.Start(ServiceTarget.Hours(ClockKind.Elapsed, 48), At("2026-03-02 10:00"), Time);

        clock.Pause(PauseReason.CustomerHasToAct, Somebody, At("2026-03-03 10:00"));
        Assert.Equal((ClockState.Paused, PauseReason.CustomerHasToAct), (clock.State, clock.Pauses[0].Reason));
        Assert.False(clock.IsLate(At("2026-03-30 10:00")));
        Assert.Equal(50, clock.UsedPercent(At("2026-03-30 10:00"), Time));
        clock.Resume(At("2026-03-10 12:00"), Time);

        Assert.Equal((At("2026-03-11 12:00"), ClockState.Running), (clock.DueAt, clock.State));
    }

    [Fact]
    public void What_was_late_before_stays_late()
    {
        var clock = ServiceClock.Start(ServiceTarget.Hours(ClockKind.Elapsed, 48), At("2026-03-02 10:00"), Time);

        clock.Pause(PauseReason.CustomerHasToAct, Somebody, At("2026-03-05 10:00"));
        clock.Resume(At("2026-03-10 12:00"), Time);

        Assert.Equal(At("2026-03-04 10:00"), clock.DueAt);
        Assert.True(clock.IsLate(At("2026-03-10 12:00")));
    }

    [Fact]
    public void Of_days_so_many_whole_ones_are_added_as_were_waited_and_more_may_be_granted()
    {
        var calendar = ServiceClock.Start(ServiceTarget.Days(ClockKind.Calendar, 15), At("2026-03-02 10:00"), Time);
        Assert.Equal(At("2026-03-17 23:59:59"), calendar.DueAt);
        Paused(calendar, "2026-03-05 23:00", "2026-03-08 01:00");
        Assert.Equal(At("2026-03-20 23:59:59"), calendar.DueAt);
        calendar.Extend(30, Time);
        Assert.Equal((At("2026-04-19 23:59:59"), 45), (calendar.DueAt, calendar.Target.Amount));

        var working = ServiceClock.Start(ServiceTarget.Days(ClockKind.Working, 5), At("2026-02-12 10:00"), Time);
        Assert.Equal(At("2026-02-26 23:59:59"), working.DueAt);
        Paused(working, "2026-02-13 18:00", "2026-02-24 09:00"); // the 14th and the 24th were worked
        Assert.Equal(At("2026-02-28 23:59:59"), working.DueAt);
    }

    [Fact]
    public void It_is_stopped_in_time_or_late_and_then_nothing_more_happens_to_it()
    {
        var clock = ServiceClock.Start(ServiceTarget.Hours(ClockKind.Elapsed, 1), At("2026-03-02 10:00"), Time);
        clock.Pause(PauseReason.OthersHaveToAnswer, Somebody, At("2026-03-02 10:30"));

        clock.Stop(At("2026-03-02 15:00")); // while it stood still

        Assert.Equal((ClockState.Stopped, false, 50m), (clock.State, clock.IsLate(At("2026-04-01 10:00")), clock.UsedPercent(At("2026-04-01 10:00"), Time)));
        Assert.Empty(clock.Warn(At("2026-04-01 10:00"), Time));
        Assert.Equal("The clock has stopped.", Refused(() => clock.Pause(PauseReason.CustomerAskedToWait, Somebody, At("2026-03-02 16:00"))));
        Assert.Equal("The clock has stopped.", Refused(() => clock.Stop(At("2026-03-02 16:00"))));
        var late = ServiceClock.Start(ServiceTarget.Hours(ClockKind.Elapsed, 1), At("2026-03-02 10:00"), Time);
        late.Stop(At("2026-03-02 11:00").AddSeconds(1));
        Assert.True(late.IsLate(At("2026-03-02 12:00")));
    }

    [Fact]
    public void It_stands_still_for_a_reason_only_and_once_at_a_time()
    {
        var clock = ServiceClock.Start(ServiceTarget.Hours(ClockKind.Elapsed, 48), At("2026-03-02 10:00"), Time);

        Assert.Equal("The clock is running.", Refused(() => clock.Resume(At("2026-03-02 11:00"), Time)));
        Assert.Equal("A clock does not go backwards.", Refused(() => clock.Pause(PauseReason.CustomerHasToAct, Somebody, At("2026-03-02 09:00"))));
        clock.Pause(PauseReason.CustomerHasToAct, Somebody, At("2026-03-02 11:00"));
        Assert.Equal("The clock is paused already.", Refused(() => clock.Pause(PauseReason.CustomerHasToAct, Somebody, At("2026-03-02 12:00"))));
        Assert.Equal("Let the clock run before you give it more time.", Refused(() => clock.Extend(1, Time)));
        Assert.Equal("A clock does not go backwards.", Refused(() => clock.Resume(At("2026-03-02 10:30"), Time)));
        Assert.Equal("A target is between 1 and {0} hours or days.", Refused(() => ServiceTarget.Days(ClockKind.Calendar, 0)));
    }

    [Theory]
    [InlineData(ClockKind.Elapsed)]
    [InlineData(ClockKind.Working)]
    public void Each_warning_comes_once_at_its_moment(ClockKind kind)
    {
        var clock = ServiceClock.Start(ServiceTarget.Hours(kind, 48), At("2026-02-13 16:00"), Time);
        var given = new List<(int Percent, DateTimeOffset At, DateTimeOffset Foreseen)>();
        for (var now = clock.StartedAt; now < At("2026-03-10 00:00"); now = now.AddMinutes(1))
        {
            if (now == At("2026-02-14 09:30"))
            {
                clock.Pause(PauseReason.AuthorityHasToDecide, Somebody, now);
            }

            if (now == At("2026-02-25 11:00"))
            {
                clock.Resume(now, Time);
            }

            var foreseen = clock.NextWarningAt(Time) ?? DateTimeOffset.MaxValue;
            given.AddRange(clock.Warn(now, Time).Select(percent => (percent, now, foreseen)));
        }

        Assert.Equal([50, 80, 100], given.Select(g => g.Percent));
        Assert.All(given, g => Assert.InRange((g.At - g.Foreseen).TotalMinutes, 0, 1));
        Assert.Equal(clock.DueAt, given[^1].At);
        Assert.Null(clock.NextWarningAt(Time));
    }

    [Fact]
    public void Warnings_that_were_missed_come_together_and_not_again()
    {
        var clock = ServiceClock.Start(ServiceTarget.Hours(ClockKind.Elapsed, 10), At("2026-03-02 10:00"), Time);

        Assert.Equal([50, 80], clock.Warn(At("2026-03-02 19:00"), Time));
        Assert.Empty(clock.Warn(At("2026-03-02 19:30"), Time));
        Assert.Equal([100], clock.Warn(At("2026-03-04 10:00"), Time));
    }

    /// <summary>Random clocks with random pauses, held against a count of each single minute.</summary>
    [Theory]
    [InlineData(ClockKind.Elapsed)]
    [InlineData(ClockKind.Working)]
    public void The_due_moment_equals_a_count_of_single_minutes(ClockKind kind)
    {
        var dice = 7u;
        for (var i = 0; i < 300; i++)
        {
            var start = At("2026-01-01 00:00").AddMinutes(Next(80 * 24 * 60));
            var hours = 1 + Next(60);
            var clock = ServiceClock.Start(ServiceTarget.Hours(kind, hours), start, Time);
            var pauses = new List<(DateTimeOffset From, DateTimeOffset Until)>();
            for (var (p, at) = (0, start); p < 3; p++)
            {
                var from = at.AddMinutes(Next(2 * 24 * 60));
                if (from >= clock.DueAt)
                {
                    break;
                }

                at = from.AddMinutes(Next(4 * 24 * 60));
                pauses.Add((from, at));
                Paused(clock, from, at);
            }

            var (left, now) = (hours * 60, start);
            while (left > 0)
            {
                left -= !pauses.Exists(p => now >= p.From && now < p.Until) && (kind is ClockKind.Elapsed || IsAtWork(now)) ? 1 : 0;
                now = now.AddMinutes(1);
            }

            Assert.Equal(now, clock.DueAt);
        }

        int Next(int below)
        {
            dice = unchecked((dice * 1664525) + 1013904223);
            return (int)((dice >> 8) % (uint)below);
        }
    }

    // January to March 2026, written out once more.
    private static bool IsAtWork(DateTimeOffset moment)
    {
        var (day, hour) = (DateOnly.FromDateTime(moment.DateTime), moment.Hour);
        var isOff = day is { Month: 1, Day: <= 3 } or { Month: 2, Day: >= 15 and <= 23 };
        var isMadeUp = day is { Month: 1, Day: 4 } or { Month: 2, Day: 14 or 28 };
        return hour is >= 9 and < 17 && !isOff && (isMadeUp || day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday));
    }

    private static void Paused(ServiceClock clock, string from, string until) => Paused(clock, At(from), At(until));

    private static void Paused(ServiceClock clock, DateTimeOffset from, DateTimeOffset until)
    {
        clock.Pause(PauseReason.CustomerHasToAct, Somebody, from);
        clock.Resume(until, Time);
    }

    private static string Refused(Action act) => Assert.Throws<RefusedException>(act).Message;

    private static DateTimeOffset At(string text) => new(DateTime.Parse(text, CultureInfo.InvariantCulture), TimeSpan.FromHours(8));
}

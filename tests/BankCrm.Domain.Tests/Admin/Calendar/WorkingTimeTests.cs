using System.Globalization;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Admin.Calendar;
using BankCrm.Domain.Common;
using Xunit;

namespace BankCrm.Domain.Tests.Admin.Calendar;

public sealed class WorkingTimeTests
{
    private const string Of2025 =
        """
        2025-01-01 off New Year
        2025-01-26 work Spring Festival
        2025-01-28..2025-02-04 off Spring Festival
        2025-02-08 work Spring Festival
        2025-04-04..2025-04-06 off Tomb-sweeping Day
        2025-04-27 work Labour Day
        2025-05-01..2025-05-05 off Labour Day
        2025-05-31..2025-06-02 off Dragon Boat Festival
        2025-09-28 work National Day
        2025-10-01..2025-10-08 off National Day
        2025-10-11 work National Day
        """;

    private const string Of2026 =
        """
        2026-01-01..2026-01-03 off New Year
        2026-01-04 work New Year
        2026-02-14 work Spring Festival
        2026-02-15..2026-02-23 off Spring Festival
        2026-02-28 work Spring Festival
        2026-04-04..2026-04-06 off Tomb-sweeping Day
        2026-05-01..2026-05-05 off Labour Day
        2026-05-09 work Labour Day
        2026-06-19..2026-06-21 off Dragon Boat Festival
        2026-09-20 work National Day
        2026-09-25..2026-09-27 off Mid-autumn Festival
        2026-10-01..2026-10-07 off National Day
        2026-10-10 work National Day
        """;

    private static readonly WorkingDays Days = new([Year(2025, Of2025), Year(2026, Of2026)]);
    private static readonly WorkingTime Usual = new(Days, OpeningHours.Usual);

    [Theory]
    [InlineData("2026-03-02 10:00", 4, "2026-03-02 14:00")]
    [InlineData("2026-03-02 16:00", 2, "2026-03-03 10:00")]
    [InlineData("2026-03-02 09:00", 8, "2026-03-02 17:00")] // at closing time, not the next morning
    [InlineData("2026-03-06 18:00", 1, "2026-03-09 10:00")] // a Friday evening
    [InlineData("2026-02-13 16:00", 2, "2026-02-14 10:00")] // the Saturday is worked for the Spring Festival
    [InlineData("2026-02-14 16:00", 2, "2026-02-24 10:00")] // nine days off
    [InlineData("2026-09-18 16:00", 9, "2026-09-20 17:00")]
    [InlineData("2025-12-31 16:00", 2, "2026-01-04 10:00")] // over the year's end, on to a Sunday that is worked
    public void Working_hours_go_on_in_opening_hours_of_working_days(string start, int hours, string due)
    {
        Assert.Equal(At(due), Usual.Add(ClockKind.Working, At(start), TimeSpan.FromHours(hours)));
        Assert.Equal(TimeSpan.FromHours(hours), Usual.Between(ClockKind.Working, At(start), At(due)));
        Assert.Equal(TimeSpan.FromHours(-hours), Usual.Between(ClockKind.Working, At(due), At(start)));
    }

    [Theory]
    [InlineData(ClockKind.Elapsed, "2026-02-13 16:00", 2, "2026-02-15 16:00:00")]
    [InlineData(ClockKind.Calendar, "2026-02-13 16:00", 15, "2026-02-28 23:59:59")]
    [InlineData(ClockKind.Calendar, "2026-02-13 00:00", 30, "2026-03-15 23:59:59")]
    [InlineData(ClockKind.Working, "2026-02-13 16:00", 1, "2026-02-14 23:59:59")]
    [InlineData(ClockKind.Working, "2026-02-13 16:00", 5, "2026-02-27 23:59:59")]
    [InlineData(ClockKind.Working, "2026-02-27 10:00", 1, "2026-02-28 23:59:59")]
    [InlineData(ClockKind.Working, "2026-02-15 10:00", 1, "2026-02-24 23:59:59")] // begun on a day off
    public void Days_end_with_the_day(ClockKind kind, string start, int days, string due) => Assert.Equal(At(due), Usual.DueAfterDays(kind, At(start), days));

    [Fact]
    public void Elapsed_hours_do_not_ask_for_the_calendar()
    {
        Assert.Equal(At("2026-02-16 16:00"), Usual.Add(ClockKind.Elapsed, At("2026-02-14 16:00"), TimeSpan.FromHours(48)));
        Assert.Equal(TimeSpan.FromHours(48), Usual.Between(ClockKind.Elapsed, At("2026-02-14 16:00"), At("2026-02-16 16:00")));
    }

    /// <summary>Random spans over two years, held against a count of each single minute that knows nothing of days or spans.</summary>
    [Theory]
    [InlineData("09:00-17:00|09:00-17:00|09:00-17:00|09:00-17:00|09:00-17:00||")]
    [InlineData("08:30-12:00|09:00-17:00||10:15-19:45|09:00-17:00|09:00-13:00|")] // closed on Wednesdays; a counter on Saturdays is no working day
    public void Two_years_equal_a_count_of_single_minutes(string hours)
    {
        var week = hours.Split('|');
        var clock = new WorkingTime(Days, week);
        var begin = At("2025-01-01 00:00");
        var worked = MinutesWorked(week);
        var dice = 20260301u;
        for (var i = 0; i < 5000; i++)
        {
            var start = Next(worked.Length - (60 * 24 * 60));
            var length = Next(40 * 24 * 60);
            var expected = worked[start + length] - worked[start];

            var sum = clock.Between(ClockKind.Working, begin.AddMinutes(start), begin.AddMinutes(start + length));

            Assert.Equal(expected, sum.TotalMinutes);
            var due = clock.Add(ClockKind.Working, begin.AddMinutes(start), TimeSpan.FromMinutes(expected));
            Assert.Equal(expected == 0 ? start : Array.FindIndex(worked, start, w => w == worked[start] + expected), (due - begin).TotalMinutes);
        }

        int Next(int below)
        {
            dice = unchecked((dice * 1664525) + 1013904223);
            return (int)(dice % (uint)below);
        }
    }

    /// <summary>Complaints' limits of 15, 30 and 60 days, five working days of a report: on every day of two years against counting days one by one.</summary>
    [Fact]
    public void Each_day_of_two_years_has_its_deadlines()
    {
        var special = (Of2025 + "\n" + Of2026).Split('\n').Select(l => l.Trim().Split(' ')).ToList();
        for (var day = new DateOnly(2025, 1, 1); day < new DateOnly(2026, 11, 1); day = day.AddDays(1))
        {
            foreach (var n in new[] { 1, 5, 10 })
            {
                var (left, last) = (n, day);
                while (left > 0)
                {
                    last = last.AddDays(1);
                    left -= IsWorked(special, last) ? 1 : 0;
                }

                Assert.Equal(last, Branch.DayAt(Usual.DueAfterDays(ClockKind.Working, Branch.StartOf(day).AddHours(12), n)));
            }

            foreach (var n in new[] { 15, 30, 60 })
            {
                Assert.Equal(day.AddDays(n), Branch.DayAt(Usual.DueAfterDays(ClockKind.Calendar, Branch.StartOf(day).AddHours(12), n)));
            }
        }
    }

    [Fact]
    public void Of_a_year_that_is_not_there_the_week_alone_is_known()
    {
        Assert.False(Days.Knows(2027));
        Assert.True(Days.IsWorking(new(2027, 1, 1)));
        Assert.False(Days.IsWorking(new(2027, 1, 2)));
    }

    [Fact]
    public void A_branch_without_hours_is_taken_to_have_the_usual_ones() =>
        Assert.Equal(At("2026-03-02 17:00"), new WorkingTime(Days, ["", "", "", "", "", "", ""]).Add(ClockKind.Working, At("2026-03-02 09:00"), TimeSpan.FromHours(8)));

    internal static CalendarYear Year(int year, string text) => CalendarYear.Of(Guid.CreateVersion7(), year, "State Council", CalendarText.Read(text));

    internal static DateTimeOffset At(string text) => new(DateTime.Parse(text, CultureInfo.InvariantCulture), TimeSpan.FromHours(8));

    // How many minutes were worked before each minute of the two years; what is worked is read from the lists' own letters.
    private static int[] MinutesWorked(string[] week)
    {
        var special = (Of2025 + "\n" + Of2026).Split('\n').Select(l => l.Trim().Split(' ')).ToList();
        var before = new List<int>();
        var sum = 0;
        for (var minute = new DateTime(2025, 1, 1, 0, 0, 0, DateTimeKind.Unspecified); minute.Year < 2027; minute = minute.AddMinutes(1))
        {
            before.Add(sum);
            var day = DateOnly.FromDateTime(minute);
            var place = ((int)day.DayOfWeek + 6) % 7; // from Monday
            var hours = place >= 5 && week[place].Length == 0 ? week[0] : week[place];
            var now = minute.ToString("HH:mm", CultureInfo.InvariantCulture);
            if (hours.Length > 0 && string.CompareOrdinal(now, hours[..5]) >= 0 && string.CompareOrdinal(now, hours[6..]) < 0 && IsWorked(special, day))
            {
                sum++;
            }
        }

        before.Add(sum);
        return [.. before];
    }

    private static bool IsWorked(List<string[]> special, DateOnly day)
    {
        var written = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var line = special.Find(s => string.CompareOrdinal(written, s[0][..10]) >= 0 && string.CompareOrdinal(written, s[0][^10..]) <= 0);
        return line is null ? day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) : line[1] == "work";
    }
}

using BankCrm.Domain.Admin.Calendar;

namespace BankCrm.Domain.Tests.Cases.ServiceCases;

/// <summary>Two years with holidays, weekends that are worked for them, and a branch that closes early on Fridays and opens on Saturdays; minute by minute.</summary>
internal static class MinuteCalendar
{
    public const int MinutesADay = 24 * 60;
    public const int LastStart = (730 * MinutesADay) - 1;
    private const int Days = 1500;

    private const string Decreed2025 =
        """
        2025-01-01 off New Year
        2025-01-26 work Spring Festival
        2025-01-28..2025-02-04 off Spring Festival
        2025-02-08 work Spring Festival
        2025-04-04..2025-04-06 off Qingming
        2025-04-27 work Labour Day
        2025-05-01..2025-05-05 off Labour Day
        2025-09-28 work National Day
        2025-10-01..2025-10-08 off National Day
        2025-10-11 work National Day
        """;

    private const string Decreed2026 =
        """
        2026-01-01..2026-01-03 off New Year
        2026-01-04 work New Year
        2026-02-14 work Spring Festival
        2026-02-15..2026-02-23 off Spring Festival
        2026-02-28 work Spring Festival
        2026-05-01..2026-05-05 off Labour Day
        2026-05-09 work Labour Day
        2026-10-01..2026-10-07 off National Day
        2026-10-10 work National Day
        """;

    private static readonly string[] Hours = ["09:00-17:00", "08:30-17:30", "09:00-17:00", "09:00-18:00", "09:00-15:30", "10:00-13:00", ""];
    private static readonly DateOnly FirstDay = new(2025, 1, 1);
    private static readonly DateTimeOffset Begin = new(2025, 1, 1, 0, 0, 0, TimeSpan.FromHours(8));
    private static readonly bool[] IsWorkday = new bool[Days];

    // Of each minute, how many were worked before it.
    private static readonly int[] Worked = new int[(Days * MinutesADay) + 1];

    static MinuteCalendar()
    {
        for (var day = 0; day < Days; day++)
        {
            var date = FirstDay.AddDays(day);
            var said = Decreed2025.Split('\n').Concat(Decreed2026.Split('\n')).Select(l => l.Split(' ')).FirstOrDefault(l => IsIn(l[0], date))?[1];
            var place = date.DayOfWeek is DayOfWeek.Sunday ? 6 : (int)date.DayOfWeek - 1;
            IsWorkday[day] = said == "work" || (said is null && place < 5);
            var hours = Hours[place].Length > 0 ? Hours[place] : Hours[0]; // a Sunday that is worked has the hours of an ordinary day
            var (from, until) = (Minute(hours[..5]), Minute(hours[6..]));
            for (var minute = 0; minute < MinutesADay; minute++)
            {
                var at = (day * MinutesADay) + minute;
                Worked[at + 1] = Worked[at] + (IsWorkday[day] && minute >= from && minute < until ? 1 : 0);
            }
        }
    }

    public static WorkingTime Time { get; } = new(
        new([
            CalendarYear.Of(Guid.NewGuid(), 2025, "State Council", CalendarText.Read(Decreed2025)), CalendarYear.Of(Guid.NewGuid(), 2026, "State Council", CalendarText.Read(Decreed2026)),
        ]),
        Hours);

    public static DateTimeOffset At(int minute) => AtSecond(minute * 60L);

    public static DateTimeOffset AtSecond(long second) => Begin.AddSeconds(second).ToUniversalTime();

    public static int DayOf(int minute) => minute / MinutesADay;

    /// <summary>The last second of a day.</summary>
    public static long EndOf(int day) => ((day + 1) * (long)MinutesADay * 60) - 1;

    /// <summary>The n-th day of the kind after a day.</summary>
    public static int DayAfter(ClockKind kind, int day, int n)
    {
        while (n > 0)
        {
            day++;
            n -= kind is not ClockKind.Working || IsWorkday[day] ? 1 : 0;
        }

        return day;
    }

    /// <summary>Days of the kind after the first up to the second.</summary>
    public static int DaysAfter(ClockKind kind, int first, int second)
    {
        var count = 0;
        for (var day = first + 1; day <= second; day++)
        {
            count += kind is not ClockKind.Working || IsWorkday[day] ? 1 : 0;
        }

        return count;
    }

    /// <summary>When so many seconds are over, whole minutes of them.</summary>
    public static long After(ClockKind kind, int minute, long seconds)
    {
        if (kind is not ClockKind.Working)
        {
            return (minute * 60L) + seconds;
        }

        return First(minute, Worked.Length - 1, at => Worked[at] - Worked[minute] >= seconds / 60) * 60L;
    }

    /// <summary>Seconds of the kind from a minute to a second; below zero where it comes before.</summary>
    public static long Between(ClockKind kind, int minute, long second)
    {
        if (kind is not ClockKind.Working)
        {
            return second - (minute * 60L);
        }

        return (Worked[(int)(second / 60)] - Worked[minute]) * 60L;
    }

    /// <summary>The first minute of which something holds that holds of all after it too.</summary>
    public static int First(int from, int until, Func<int, bool> holds)
    {
        while (from < until)
        {
            var middle = from + ((until - from) / 2);
            (from, until) = holds(middle) ? (from, middle) : (middle + 1, until);
        }

        return from;
    }

    private static int Minute(string time) => (int.Parse(time[..2], System.Globalization.CultureInfo.InvariantCulture) * 60) + int.Parse(time[3..], System.Globalization.CultureInfo.InvariantCulture);

    private static bool IsIn(string span, DateOnly date)
    {
        var ends = span.Trim().Split("..");
        return ends[0].Length > 0 && DateOnly.ParseExact(ends[0], "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) <= date
            && date <= DateOnly.ParseExact(ends[^1], "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
    }
}

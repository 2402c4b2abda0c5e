using System.Globalization;
using System.Runtime.InteropServices;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Common;

namespace BankCrm.Domain.Admin.Calendar;

/// <summary>How the time of a duty is counted. Each duty names its kind.</summary>
public enum ClockKind
{
    /// <summary>At any time of day and week.</summary>
    [Means("Elapsed time")] Elapsed,

    /// <summary>Days of the calendar, each to its end.</summary>
    [Means("Calendar days")] Calendar,

    /// <summary>When the branch is at work.</summary>
    [Means("Working time")] Working,
}

/// <summary>
/// The clock of a branch: it goes on working days, in the hours the branch is open on that weekday. A weekend worked for a holiday has the hours of its
/// weekday, or of an ordinary day where the branch is closed then; counters that open at weekends do not make these working days.
/// </summary>
public sealed class WorkingTime
{
    private readonly WorkingDays days;
    private readonly Hours[] week;
    private readonly Hours ordinary;

    /// <param name="openingHours">Seven entries from Monday, as a branch has them. Of one that is never open, the usual ones.</param>
    public WorkingTime(WorkingDays days, IReadOnlyList<string> openingHours)
    {
        this.days = days;
        Hours[] own = [.. openingHours.Select(Hours.Of)];
        week = own.Take(5).Any(h => h.IsOpen) ? own : [.. OpeningHours.Usual.Select(Hours.Of)];
        ordinary = week.First(h => h.IsOpen);
    }

    /// <summary>When so much time is over.</summary>
    public DateTimeOffset Add(ClockKind kind, DateTimeOffset start, TimeSpan time)
    {
        if (kind is not ClockKind.Working || time <= TimeSpan.Zero)
        {
            return start + time;
        }

        for (var day = Branch.DayAt(start); ; day = day.AddDays(1))
        {
            var (from, until) = WorkedOn(day);
            from = from < start ? start : from;
            if (from < until && time <= until - from)
            {
                return from + time;
            }

            time -= from < until ? until - from : TimeSpan.Zero;
        }
    }

    /// <summary>How much time went by; below zero where the second comes first.</summary>
    public TimeSpan Between(ClockKind kind, DateTimeOffset first, DateTimeOffset second)
    {
        if (kind is not ClockKind.Working)
        {
            return second - first;
        }

        if (second < first)
        {
            return -Between(kind, second, first);
        }

        var sum = TimeSpan.Zero;
        for (var (day, last) = (Branch.DayAt(first), Branch.DayAt(second)); day <= last; day = day.AddDays(1))
        {
            var (from, until) = WorkedOn(day);
            (from, until) = (from < first ? first : from, until > second ? second : until);
            sum += from < until ? until - from : TimeSpan.Zero;
        }

        return sum;
    }

    /// <summary>The last second of the n-th day after the one on which it began, by the clocks of the branch; of elapsed days so many times 24 hours.</summary>
    public DateTimeOffset DueAfterDays(ClockKind kind, DateTimeOffset start, int n) => kind switch
    {
        ClockKind.Elapsed => start + TimeSpan.FromDays(n),
        ClockKind.Calendar => EndOf(Branch.DayAt(start).AddDays(n)),
        _ => EndOf(days.After(Branch.DayAt(start), n)),
    };

    /// <summary>How many days of the kind came after the day of the first moment, up to that of the second.</summary>
    public int DaysBetween(ClockKind kind, DateTimeOffset first, DateTimeOffset second)
    {
        var (from, until) = (Branch.DayAt(first), Branch.DayAt(second));
        return kind is not ClockKind.Working ? until.DayNumber - from.DayNumber
            : Enumerable.Range(1, Math.Max(0, until.DayNumber - from.DayNumber)).Count(i => days.IsWorking(from.AddDays(i)));
    }

    private static DateTimeOffset EndOf(DateOnly day) => Branch.StartOf(day.AddDays(1)) - TimeSpan.FromSeconds(1);

    /// <summary>Nothing where the second is not behind the first.</summary>
    private (DateTimeOffset From, DateTimeOffset Until) WorkedOn(DateOnly day)
    {
        var (begin, hours) = (Branch.StartOf(day), week[((int)day.DayOfWeek + 6) % 7]);
        hours = !days.IsWorking(day) ? Hours.Closed
            : WorkingDays.IsWeekend(day) && !hours.IsOpen ? ordinary
            : hours;
        return (begin + hours.From, begin + hours.Until);
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Hours(TimeSpan From, TimeSpan Until)
    {
        public static Hours Closed => default;

        public bool IsOpen => From < Until;

        public static Hours Of(string span) => span.Split('-') is [var from, var until]
            ? new(TimeSpan.Parse(from, CultureInfo.InvariantCulture), TimeSpan.Parse(until, CultureInfo.InvariantCulture))
            : Closed;
    }
}

using System.Runtime.InteropServices;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Common;

namespace BankCrm.Domain.Tasks.FollowUps;

/// <summary>What is to be done, and by when.</summary>
/// <param name="Subject">One line; no sensitive numbers.</param>
/// <param name="Due">By when.</param>
/// <param name="Repeat">Null: once.</param>
public sealed record FollowUpPlan(
    string Subject, FollowUpKind Kind, FollowUpPriority Priority, DueTime Due, FollowUpRepeat? Repeat = null, FollowUpReminder Reminder = FollowUpReminder.AtDue);

/// <summary>By when something has to be done, as the clocks at the bank's counters show it.</summary>
/// <param name="Time">Null: at any time of the day.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct DueTime(DateOnly Day, TimeOnly? Time)
{
    private static readonly TimeOnly Morning = new(8, 30);

    /// <summary>To the minute; of a day without a time its last one.</summary>
    public DateTimeOffset At => (Branch.StartOf(Day) + (Time ?? new TimeOnly(23, 59)).ToTimeSpan()).ToUniversalTime();

    /// <summary>When one is reminded of it. What has no time has its place in the morning, before the doors open. Null: never.</summary>
    public DateTimeOffset? RemindsAt(FollowUpReminder reminder)
    {
        var begins = (Branch.StartOf(Day) + (Time ?? Morning).ToTimeSpan()).ToUniversalTime();
        return reminder switch
        {
            FollowUpReminder.AtDue => begins,
            FollowUpReminder.QuarterBefore => begins.AddMinutes(-15),
            FollowUpReminder.HourBefore => begins.AddHours(-1),
            FollowUpReminder.DayBefore => begins.AddDays(-1),
            _ => null,
        };
    }

    public static DueTime Of(DateTimeOffset at, bool hasTime)
    {
        var local = Branch.At(at);
        return new(DateOnly.FromDateTime(local.DateTime), hasTime ? TimeOnly.FromDateTime(local.DateTime) : null);
    }

    /// <summary>As <see cref="DueWords"/> reads it: 2026-12-31 15:00.</summary>
    public override string ToString() => Time is { } time ? $"{Day:yyyy-MM-dd} {time:HH:mm}" : $"{Day:yyyy-MM-dd}";

    /// <summary>The next day of a series. What began on the 31st falls on a shorter month's last day, and on the 31st again after it.</summary>
    /// <param name="first">The day on which the series began.</param>
    /// <param name="after">It comes after this day.</param>
    public static DateOnly Next(FollowUpRepeat repeat, DateOnly first, DateOnly after)
    {
        for (var times = 1; ; times++)
        {
            var day = repeat switch
            {
                FollowUpRepeat.Daily => first.AddDays(times),
                FollowUpRepeat.Weekly => first.AddDays(7 * times),
                FollowUpRepeat.Fortnightly => first.AddDays(14 * times),
                FollowUpRepeat.Monthly => first.AddMonths(times),
                FollowUpRepeat.Quarterly => first.AddMonths(3 * times),
                FollowUpRepeat.Yearly => first.AddYears(times),
                _ => throw new ArgumentOutOfRangeException(nameof(repeat), repeat, null),
            };
            if (day > after)
            {
                return day;
            }
        }
    }
}

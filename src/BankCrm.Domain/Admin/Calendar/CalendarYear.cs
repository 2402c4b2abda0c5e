using BankCrm.Domain.Common;

namespace BankCrm.Domain.Admin.Calendar;

/// <summary>The public holidays of a year and the weekends worked for them, as they are decreed each November. Of a year that is not here only the weekdays are known.</summary>
[Class(DataClass.C1)]
public sealed class CalendarYear : Entity
{
    public const int First = 2000;
    public const int Last = 2100;
    public const int SourceMaxLength = 200;

    private readonly List<CalendarDay> days = [];

    private CalendarYear() { } // EF Core

    public int Year { get; private init; }

    /// <summary>The decree it is from.</summary>
    public string Source { get; private set; } = "";

    public IReadOnlyList<CalendarDay> Days => days;

    public static CalendarYear Of(Guid id, int year, string source, IReadOnlyList<CalendarDay> days)
    {
        Refuse.If(year is < First or > Last, "A calendar is kept for the years from {0} to {1}.", First, Last);
        var calendar = new CalendarYear { Id = id, Year = year };
        calendar.Replace(source, days);
        return calendar;
    }

    /// <summary>The whole year anew.</summary>
    public void Replace(string source, IReadOnlyList<CalendarDay> with)
    {
        Refuse.If(with.Count == 0, "A year without a single holiday cannot be right.");
        Refuse.If(with.Select(FaultOf).FirstOrDefault(fault => fault is not null));
        Refuse.If(with.GroupBy(d => d.Day).FirstOrDefault(same => same.Count() > 1) is { Key: var twice } ? new Fault("{0} stands there twice.", twice) : null);

        Source = source;
        days.RemoveAll(d => !with.Any(w => w.Day == d.Day));
        foreach (var day in with)
        {
            Put(day);
        }
    }

    public void Set(CalendarDay day)
    {
        Refuse.If(FaultOf(day));
        Put(day);
    }

    /// <summary>The day is again what its weekday says.</summary>
    public void Clear(DateOnly day) => Refuse.If(days.RemoveAll(d => d.Day == day) == 0, "The day {0} is an ordinary one already.", day);

    private void Put(CalendarDay day)
    {
        if (days.Find(d => d.Day == day.Day) is { } known)
        {
            known.Become(day);
        }
        else
        {
            days.Add(day);
        }
    }

    private Fault? FaultOf(CalendarDay day) =>
        day.Day.Year != Year ? new("The day {0} is not in the year {1}.", day.Day, Year)
        : day.Kind is DayKind.Working && !WorkingDays.IsWeekend(day.Day) ? new("{0} is no Saturday or Sunday: it is a working day anyway.", day.Day)
        : null;
}

namespace BankCrm.Domain.Admin.Calendar;

/// <summary>Which days are worked: Monday to Friday, without the public holidays, with the weekends worked for them.</summary>
public sealed class WorkingDays
{
    private readonly Dictionary<DateOnly, DayKind> special;
    private readonly HashSet<int> years;

    public WorkingDays(IEnumerable<CalendarYear> calendar)
    {
        CalendarYear[] known = [.. calendar];
        years = [.. known.Select(y => y.Year)];
        special = known.SelectMany(y => y.Days).ToDictionary(d => d.Day, d => d.Kind);
    }

    public static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    /// <summary>The year's holidays are known; otherwise its weekdays only.</summary>
    public bool Knows(int year) => years.Contains(year);

    public bool IsWorking(DateOnly day) => special.TryGetValue(day, out var kind) ? kind is DayKind.Working : !IsWeekend(day);

    /// <summary>The n-th working day after a day, which itself does not count.</summary>
    public DateOnly After(DateOnly day, int n)
    {
        while (n > 0)
        {
            day = day.AddDays(1);
            n -= IsWorking(day) ? 1 : 0;
        }

        return day;
    }
}

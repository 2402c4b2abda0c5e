using BankCrm.Domain.Common;

namespace BankCrm.Domain.Admin.Calendar;

/// <summary>What a day is that its weekday does not tell.</summary>
public enum DayKind
{
    [Means("Day off")] Off,

    /// <summary>A Saturday or Sunday that makes up for a day off.</summary>
    [Means("Working day at a weekend")] Working,
}

/// <summary>A day that is not what its weekday says.</summary>
[Class(DataClass.C1)]
public sealed class CalendarDay
{
    public const int NameMaxLength = 60;

    private CalendarDay() { } // EF Core

    public CalendarDay(DateOnly day, DayKind kind, string name) => (Day, Kind, Name) = (day, kind, name);

    public DateOnly Day { get; private init; }
    public DayKind Kind { get; private set; }

    /// <summary>Of the holiday; on a working day at a weekend of the one it makes up for. Empty: none was given.</summary>
    public string Name { get; private set; } = "";

    internal void Become(CalendarDay other) => (Kind, Name) = (other.Kind, other.Name);
}

using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Admin.Calendar;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Admin.Calendar;

/// <summary>The years whose holidays are known, the newest first.</summary>
[Allow(AdminPermissions.Read)]
public sealed record ListCalendarYears;

/// <param name="DaysOff">Public holidays, with the weekends among them.</param>
/// <param name="Weekends">Worked for them.</param>
/// <param name="WorkingDays">Of the whole year.</param>
public sealed record CalendarYearRow(int Year, string Source, int DaysOff, int Weekends, int WorkingDays);

/// <param name="Missing">A year that should be here by now. Null: none.</param>
public sealed record CalendarYearList(int? Missing, IReadOnlyList<CalendarYearRow> Years);

/// <summary>One year, day by day.</summary>
[Allow(AdminPermissions.Read)]
public sealed record GetCalendarYear(int Year);

/// <param name="Version">Null: the year is not here.</param>
/// <param name="Days">What is not as its weekday says.</param>
/// <param name="Written">The year as a list that can be passed on.</param>
public sealed record CalendarYearShown(int Year, uint? Version, string Source, IReadOnlyList<CalendarDay> Days, string Written);

/// <summary>The year whose holidays should be known by now and are not, for whoever can bring it in.</summary>
[Allow(AdminPermissions.ChangeCalendar)]
public sealed record GetMissingYear;

internal sealed class ListCalendarYearsHandler(CrmDb db, TimeProvider clock) : IQueryHandler<ListCalendarYears, CalendarYearList>
{
    public async Task<CalendarYearList> HandleAsync(ListCalendarYears query, CancellationToken ct)
    {
        var years = await db.CalendarYears.OrderByDescending(y => y.Year).ToListAsync(ct);
        var days = new WorkingDays(years);
        return new(
            await WorkingCalendar.MissingAsync(db, clock.GetUtcNow(), ct),
            [.. years.Select(y => new CalendarYearRow(
                y.Year, y.Source, y.Days.Count(d => d.Kind is DayKind.Off), y.Days.Count(d => d.Kind is DayKind.Working), WorkedIn(y.Year, days)))]);
    }

    private static int WorkedIn(int year, WorkingDays days)
    {
        var first = new DateOnly(year, 1, 1);
        return Enumerable.Range(0, first.AddYears(1).DayNumber - first.DayNumber).Count(i => days.IsWorking(first.AddDays(i)));
    }
}

internal sealed class GetCalendarYearHandler(CrmDb db, TimeProvider clock) : IQueryHandler<GetCalendarYear, CalendarYearShown>
{
    public async Task<CalendarYearShown> HandleAsync(GetCalendarYear query, CancellationToken ct)
    {
        var year = await db.CalendarYears.SingleOrDefaultAsync(y => y.Year == query.Year, ct);
        return year is not null ? new(year.Year, year.Version, year.Source, [.. year.Days.OrderBy(d => d.Day)], CalendarText.Write(year.Days))
            : query.Year is >= CalendarYear.First and <= CalendarYear.Last && query.Year <= Branch.DayAt(clock.GetUtcNow()).Year + 5 ? new(query.Year, null, "", [], "")
            : throw new NotFoundException();
    }
}

internal sealed class GetMissingYearHandler(CrmDb db, TimeProvider clock) : IQueryHandler<GetMissingYear, int?>
{
    public Task<int?> HandleAsync(GetMissingYear query, CancellationToken ct) => WorkingCalendar.MissingAsync(db, clock.GetUtcNow(), ct);
}

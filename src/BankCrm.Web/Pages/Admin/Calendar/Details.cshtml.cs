using BankCrm.Application.Admin;
using BankCrm.Application.Admin.Calendar;
using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Calendar;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Admin.Calendar;

/// <summary>One year, month by month, and what a single day is.</summary>
[Allow(AdminPermissions.Read)]
public sealed class CalendarYearModel(
    IQueryHandler<GetCalendarYear, CalendarYearShown> getYear, ICommandHandler<SetCalendarDay> setDay, CurrentUser me) : PageModel, ILoads
{
    internal static readonly string[] Weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

    private Dictionary<DateOnly, CalendarDay> special = [];

    [FromRoute] public int Year { get; set; }

    [BindProperty] public SetCalendarDay Input { get; set; } = null!;

    public CalendarYearShown Shown { get; private set; } = null!;

    public bool MayChange => me.May(AdminPermissions.ChangeCalendar);

    /// <summary>The weeks of a month, each seven days from Monday; null outside it.</summary>
    public static IEnumerable<DateOnly?[]> Weeks(int year, int month)
    {
        var first = new DateOnly(year, month, 1);
        var before = ((int)first.DayOfWeek + 6) % 7;
        return Enumerable.Range(0, before).Select(_ => (DateOnly?)null)
            .Concat(Enumerable.Range(0, DateTime.DaysInMonth(year, month)).Select(i => (DateOnly?)first.AddDays(i)))
            .Chunk(7).Select(week => (DateOnly?[])[.. week, .. new DateOnly?[7 - week.Length]]);
    }

    /// <summary>Null: what its weekday says.</summary>
    public CalendarDay? SpecialOf(DateOnly day) => special.GetValueOrDefault(day);

    public async Task LoadAsync(CancellationToken ct)
    {
        Shown = await getYear.HandleAsync(new(Year), ct);
        special = Shown.Days.ToDictionary(d => d.Day);
    }

    public IActionResult OnGet()
    {
        Input = new(Year, Shown.Version ?? 0, Day: null, Kind: null, Name: "");
        return Shown.Version is null ? NotFound() : Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await setDay.HandleAsync(Input with { Year = Year }, ct);
        return this.Done("The calendar has been changed.", "Details", new { Year });
    }
}

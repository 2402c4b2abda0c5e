using System.Globalization;
using BankCrm.Application.Common;
using BankCrm.Application.Tasks;
using BankCrm.Application.Tasks.Calendar;
using BankCrm.Application.Tasks.FollowUps;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Common;
using BankCrm.Web.Platform.Localisation;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Tasks.Calendar;

public enum CalendarView
{
    [Means("One day")] Day,
    [Means("One week")] Week,
    [Means("One month")] Month,
}

/// <summary>What is due on which day.</summary>
[Allow(TaskPermissions.Work, TaskPermissions.ReadAll)]
public sealed class FollowUpCalendarModel(
    IQueryHandler<GetFollowUpCalendar, IReadOnlyList<CalendarSheet>> getCalendar, ICommandHandler<RescheduleFollowUp> reschedule, CurrentUser me, Show show, TimeProvider clock)
    : PageModel, ILoads
{
    /// <summary>Of a day of a month; all of them are on the day's own sheet.</summary>
    private const int MostInMonth = 4;

    [BindProperty(SupportsGet = true)] public CalendarView View { get; set; } = CalendarView.Month;

    [BindProperty(SupportsGet = true)] public DateOnly? On { get; set; }

    [BindProperty(SupportsGet = true)] public bool? Everybody { get; set; }

    public IReadOnlyList<CalendarSheet> Sheets { get; private set; } = [];

    public DateOnly Today { get; private set; }

    public DateOnly Shown => On ?? Today;

    public bool MaySubscribe => me.May(TaskPermissions.Work);

    public int Columns => View is CalendarView.Day ? 1 : 7;

    public int Most => View is CalendarView.Month ? MostInMonth : GetFollowUpCalendar.MostOfDay;

    public string Heading => View switch
    {
        CalendarView.Day => $"{show.Day(Shown)} {WeekdayOf(Shown)}",
        CalendarView.Week => $"{show.Day(Sheets[0].Day)} – {show.Day(Sheets[^1].Day)}",
        _ => Shown.ToString(CultureInfo.CurrentCulture.DateTimeFormat.YearMonthPattern, CultureInfo.CurrentCulture),
    };

    public static string WeekdayOf(DateOnly day) => day.ToString("ddd", CultureInfo.CurrentCulture);

    public bool IsBeside(DateOnly day) => View is CalendarView.Month && day.Month != Shown.Month;

    /// <param name="steps">Days, weeks or months from what is shown.</param>
    public string Address(int steps) => Address(View, View switch
    {
        CalendarView.Day => Shown.AddDays(steps),
        CalendarView.Week => Shown.AddDays(7 * steps),
        _ => Shown.AddMonths(steps),
    });

    public string Address(CalendarView view, DateOnly? day, bool? everybody = null) => Url.Content("~/tasks/calendar") + QueryString.Create(
        new Dictionary<string, string?>
        {
            ["view"] = view.ToString(),
            ["on"] = day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["everybody"] = (everybody ?? Everybody) == true ? "true" : null,
        }.Where(part => part.Value is not null));

    /// <summary>Where a day's others stand: on its own sheet, or in the list where they are too many for one.</summary>
    public string AddressOfRest(CalendarSheet sheet) => View is CalendarView.Month && sheet.Count <= GetFollowUpCalendar.MostOfDay
        ? Address(CalendarView.Day, sheet.Day)
        : Url.Content("~/tasks") + QueryString.Create(new Dictionary<string, string?>
        {
            ["show"] = (Everybody == true ? FollowUpView.Everybody : FollowUpView.Mine).ToString(),
            ["on"] = sheet.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        });

    public async Task LoadAsync(CancellationToken ct)
    {
        Today = Branch.DayAt(clock.GetUtcNow());
        Everybody ??= !me.May(TaskPermissions.Work);
        On = On is { } wanted && wanted > Today.AddYears(-20) && wanted < Today.AddYears(20) ? wanted : null;
        var (from, days) = Span();
        Sheets = await getCalendar.HandleAsync(new(from, days, Everybody.Value), ct);
    }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostMoveAsync(Guid id, uint version, DateOnly day, CancellationToken ct)
    {
        await reschedule.HandleAsync(new(id, version, day), ct);
        return this.Done("The follow-up was moved.", "Index", new { View, On = On?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Everybody });
    }

    private (DateOnly From, int Days) Span()
    {
        if (View is CalendarView.Day)
        {
            return (Shown, 1);
        }

        var from = MondayOf(View is CalendarView.Week ? Shown : new DateOnly(Shown.Year, Shown.Month, 1));
        return (from, View is CalendarView.Week ? 7 : from.AddDays(35) <= new DateOnly(Shown.Year, Shown.Month, 1).AddMonths(1).AddDays(-1) ? 42 : 35);
    }

    private static DateOnly MondayOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
}

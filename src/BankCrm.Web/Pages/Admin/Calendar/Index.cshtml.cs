using BankCrm.Application.Admin;
using BankCrm.Application.Admin.Calendar;
using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Branches;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Admin.Calendar;

/// <summary>The years whose holidays are known.</summary>
[Allow(AdminPermissions.Read)]
public sealed class ListCalendarYearsModel(IQueryHandler<ListCalendarYears, CalendarYearList> list, CurrentUser me, TimeProvider clock) : PageModel
{
    public CalendarYearList List { get; private set; } = null!;

    public bool MayChange => me.May(AdminPermissions.ChangeCalendar);

    /// <summary>The one to bring in: the missing one, else the one after the last.</summary>
    public int Next => List.Missing ?? List.Years.Select(y => y.Year).Append(Branch.DayAt(clock.GetUtcNow()).Year - 1).Max() + 1;

    public async Task OnGetAsync(CancellationToken ct) => List = await list.HandleAsync(new(), ct);
}

using BankCrm.Application.Admin;
using BankCrm.Application.Admin.Calendar;
using BankCrm.Application.Common;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Admin.Calendar;

/// <summary>A year as a list: to be pasted in, read from a file, or copied out.</summary>
[Allow(AdminPermissions.ChangeCalendar)]
public sealed class CalendarListModel(IQueryHandler<GetCalendarYear, CalendarYearShown> getYear, ICommandHandler<BringInCalendarYear> bringIn) : PageModel, ILoads
{
    [FromRoute] public int Year { get; set; }

    [BindProperty] public BringInCalendarYear Input { get; set; } = null!;

    /// <summary>Takes the place of the list. Null: none was chosen.</summary>
    [BindProperty] public IFormFile? Upload { get; set; }

    public CalendarYearShown Shown { get; private set; } = null!;

    public async Task LoadAsync(CancellationToken ct) => Shown = await getYear.HandleAsync(new(Year), ct);

    public void OnGet() => Input = new(Year, Shown.Version, Shown.Source, Shown.Written);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (Upload is { Length: > 0 and <= BringInCalendarYear.MaxList * 3 } file)
        {
            using var reader = new StreamReader(file.OpenReadStream());
            Input = Input with { List = await reader.ReadToEndAsync(ct) };
            ModelState.Remove("Input.List"); // should it be refused, what was read is shown

            // Should the password be asked for first: a page that asks keeps fields, no files.
            Request.Form = new FormCollection(Request.Form.Where(f => f.Key != "Input.List").Append(new("Input.List", Input.List)).ToDictionary());
        }

        await bringIn.HandleAsync(Input with { Year = Year }, ct);
        return this.Done("The year is in the calendar.", "Details", new { Year });
    }
}

using BankCrm.Application.Campaigns;
using BankCrm.Application.Campaigns.Planning;
using BankCrm.Application.Common;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Campaigns;

/// <summary>Which campaigns run at the same time, and whom they share.</summary>
[Allow(CampaignPermissions.Read)]
public sealed class CampaignCalendarModel(IQueryHandler<GetCampaignCalendar, CampaignCalendar> getCalendar, IQueryHandler<GetSharedCustomers, SharedCustomers> getShared) : PageModel
{
    [FromQuery] public DateOnly? From { get; set; }

    public CampaignCalendar Calendar { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct) => Calendar = await getCalendar.HandleAsync(new(From), ct);

    public async Task<IActionResult> OnGetSharedAsync(Guid one, Guid other, CancellationToken ct) => Partial("_Shared", await getShared.HandleAsync(new(one, other), ct));

    /// <summary>Where a day stands between the first and the last that are shown, out of 100.</summary>
    public string Place(DateOnly day)
    {
        var (first, last) = (Calendar.From.DayNumber, Calendar.To.DayNumber + 1);
        return (100.0 * (Math.Clamp(day.DayNumber, first, last) - first) / (last - first)).ToString("0.##", System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>How long a campaign is there, out of 100.</summary>
    public string Length(CalendarCampaign campaign) => (
        double.Parse(Place(campaign.EndsOn.AddDays(1)), System.Globalization.CultureInfo.InvariantCulture) - double.Parse(Place(campaign.StartsOn), System.Globalization.CultureInfo.InvariantCulture))
        .ToString("0.##", System.Globalization.CultureInfo.InvariantCulture);
}

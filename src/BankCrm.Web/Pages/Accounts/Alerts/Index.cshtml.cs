using BankCrm.Application.Accounts.Alerts;
using BankCrm.Application.Common;
using BankCrm.Domain.Accounts.Alerts;
using BankCrm.Web.Platform.Localisation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace BankCrm.Web.Pages.Accounts.Alerts;

/// <summary>What has to be looked at within a day.</summary>
[Allow(AudiencePermissions.Alerts)]
public sealed class ListAlertsModel(IQueryHandler<ListAlerts, AlertList> list, Text text, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)] public AlertView View { get; set; }

    [BindProperty(SupportsGet = true)] public AlertRule? Rule { get; set; }

    public AlertList List { get; private set; } = null!;

    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    public bool IsClosed => View is AlertView.Closed;

    public IEnumerable<SelectListItem> Views => Enum.GetValues<AlertView>().Select(v => new SelectListItem(text[v], v.ToString()));

    public async Task OnGetAsync(string? after, CancellationToken ct) => List = await list.HandleAsync(new(View, Rule, after), ct);
}

using BankCrm.Application.Campaigns;
using BankCrm.Application.Campaigns.Planning;
using BankCrm.Application.Common;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Campaigns;

/// <summary>The campaigns one sees.</summary>
[Allow(CampaignPermissions.Read)]
public sealed class CampaignsModel(IQueryHandler<ListCampaigns, Page<CampaignListRow>> list, CurrentUser me) : PageModel
{
    [BindProperty(SupportsGet = true)] public string? Q { get; set; }

    [BindProperty(SupportsGet = true)] public CampaignView View { get; set; }

    public Page<CampaignListRow> List { get; private set; } = null!;

    public bool MayWrite => me.May(CampaignPermissions.Write);

    public async Task OnGetAsync(string? after, CancellationToken ct) => List = await list.HandleAsync(new(View, Q, after), ct);
}

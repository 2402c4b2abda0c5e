using BankCrm.Application.Campaigns;
using BankCrm.Application.Campaigns.Planning;
using BankCrm.Application.Common;
using BankCrm.Web.Platform.Localisation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace BankCrm.Web.Pages.Campaigns;

/// <summary>The campaigns one sees.</summary>
[Allow(CampaignPermissions.Read)]
public sealed class CampaignsModel(IQueryHandler<ListCampaigns, Page<CampaignListRow>> list, CurrentUser me, Text text) : PageModel
{
    [BindProperty(SupportsGet = true)] public string? Q { get; set; }

    [BindProperty(SupportsGet = true)] public CampaignView View { get; set; }

    /// <summary>Those that can hold anything for the user.</summary>
    public IEnumerable<SelectListItem> Views => Enum.GetValues<CampaignView>()
        .Where(v => v switch { CampaignView.ForMe => me.May(CampaignPermissions.Approve), CampaignView.MyDrafts => MayWrite, CampaignView.ToHandOver => me.May(CampaignPermissions.HandOver), _ => true })
        .Select(v => new SelectListItem(text[v], v.ToString()));

    public Page<CampaignListRow> List { get; private set; } = null!;

    public bool MayWrite => me.May(CampaignPermissions.Write);

    public async Task OnGetAsync(string? after, CancellationToken ct) => List = await list.HandleAsync(new(View, Q, after), ct);
}

using BankCrm.Application.Campaigns;
using BankCrm.Application.Campaigns.Planning;
using BankCrm.Application.Campaigns.Results;
using BankCrm.Application.Common;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Campaigns;

/// <summary>Several campaigns beside each other.</summary>
[Allow(CampaignPermissions.Read)]
public sealed class CompareCampaignsModel(
    IQueryHandler<ListCampaigns, Page<CampaignListRow>> list, IQueryHandler<GetCampaignResults, CampaignResults> getResults) : PageModel
{
    public const int Most = 5;

    [FromQuery] public List<Guid> With { get; set; } = [];

    /// <summary>Those that run or have run.</summary>
    public IReadOnlyList<CampaignListRow> Choices { get; private set; } = [];

    public IReadOnlyList<CampaignResults> Shown { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        Choices = [.. (await list.HandleAsync(new(CampaignView.Running), ct)).Items, .. (await list.HandleAsync(new(CampaignView.Ended), ct)).Items];
        var shown = new List<CampaignResults>();
        foreach (var id in With.Distinct().Take(Most))
        {
            shown.Add(await getResults.HandleAsync(new(id), ct));
        }

        Shown = [.. shown.Where(r => !r.Hidden)];
    }
}

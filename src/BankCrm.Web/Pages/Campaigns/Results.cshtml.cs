using System.Globalization;
using System.Text;
using BankCrm.Application.Campaigns;
using BankCrm.Application.Campaigns.Results;
using BankCrm.Application.Common;
using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Web.Platform.Localisation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Campaigns;

/// <summary>What a campaign brought until now.</summary>
[Allow(CampaignPermissions.Read)]
public sealed class CampaignResultsModel(IQueryHandler<GetCampaignResults, CampaignResults> getResults, Text text, Show show) : PageModel
{
    [FromRoute] public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)] public ResultsBy By { get; set; }

    public CampaignResults Results { get; private set; } = null!;

    /// <summary>What a row is called: a branch as it is, the rest in words.</summary>
    public string NameOf(ResultsRow row) => By switch
    {
        ResultsBy.Variant => text[Enum.Parse<CampaignArm>(row.Key)],
        ResultsBy.Channel => text[Enum.Parse<CampaignChannel>(row.Key)],
        ResultsBy.Day => show.Day(DateOnly.Parse(row.Key, CultureInfo.InvariantCulture)),
        ResultsBy.Wave => text.WaveOf(int.Parse(row.Key, CultureInfo.InvariantCulture)),
        _ => row.Name,
    };

    /// <summary>The costs as a file for the finance system.</summary>
    public async Task<IActionResult> OnGetCostsAsync([FromServices] IQueryHandler<GetCampaignCosts, CampaignCosts> getCosts, CancellationToken ct) =>
        File(Encoding.UTF8.GetBytes((await getCosts.HandleAsync(new(Id), ct)).ToCsv()), "text/csv; charset=utf-8", $"campaign-costs-{Id}.csv");

    /// <summary>By itself: it reads all contacts.</summary>
    public async Task<IActionResult> OnGetChangesAsync([FromServices] IQueryHandler<GetCampaignChanges, CampaignChanges> getChanges, CancellationToken ct) =>
        Partial("_Changes", await getChanges.HandleAsync(new(Id), ct));

    public async Task OnGetAsync(CancellationToken ct) => Results = await getResults.HandleAsync(new(Id, By), ct);
}

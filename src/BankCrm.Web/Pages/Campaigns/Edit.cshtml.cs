using BankCrm.Application.Campaigns;
using BankCrm.Application.Campaigns.Planning;
using BankCrm.Application.Common;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Campaigns;

/// <summary>Changes a campaign. What was approved needs the approval again.</summary>
[Allow(CampaignPermissions.Write)]
public sealed class EditCampaignModel(
    IQueryHandler<GetCampaign, CampaignShown> getCampaign, IQueryHandler<GetCampaignChoices, CampaignChoices> getChoices, ICommandHandler<ChangeCampaign> change) : PageModel, ILoads, ICampaignForm
{
    [FromRoute] public Guid Id { get; set; }

    [BindProperty] public CampaignForm Input { get; set; } = new();

    public CampaignShown Campaign { get; private set; } = null!;

    public CampaignChoices Choices { get; private set; } = null!;

    public bool IsPrepared => Campaign.IsPrepared;

    public async Task LoadAsync(CancellationToken ct) => (Campaign, Choices) = (await getCampaign.HandleAsync(new(Id), ct), await getChoices.HandleAsync(new(), ct));

    public void OnGet() => Input = CampaignForm.Of(Campaign);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await change.HandleAsync(new(Id, Input.Version, Input.Plan, Input.Audience), ct);
        return this.Done("The campaign is changed.", "Details", new { Id });
    }
}

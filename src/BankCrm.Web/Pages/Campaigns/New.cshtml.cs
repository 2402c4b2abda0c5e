using BankCrm.Application.Campaigns;
using BankCrm.Application.Campaigns.Planning;
using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Campaigns;

/// <summary>Drafts a campaign.</summary>
[Allow(CampaignPermissions.Write)]
public sealed class NewCampaignModel(IQueryHandler<GetCampaignChoices, CampaignChoices> getChoices, ICommandHandler<DraftCampaign> draft, TimeProvider clock) : PageModel, ILoads, ICampaignForm
{
    [BindProperty] public CampaignForm Input { get; set; } = new();

    public CampaignChoices Choices { get; private set; } = null!;

    public bool IsPrepared => false;

    public async Task LoadAsync(CancellationToken ct) => Choices = await getChoices.HandleAsync(new(), ct);

    public void OnGet(Guid? segment)
    {
        Input = CampaignForm.New(Branch.DayAt(clock.GetUtcNow()));
        Input.Include = segment is { } chosen ? [chosen] : [];
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await draft.HandleAsync(new(Input.Id, Input.ForBranchId, Input.Plan, Input.Audience), ct);
        return this.Done("The campaign is drafted. Write what it says next.", "Texts", new { Input.Id });
    }
}

using BankCrm.Application.Campaigns;
using BankCrm.Application.Campaigns.Audiences;
using BankCrm.Application.Common;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Campaigns;

/// <summary>Whoever looks after a customer suggests them for a campaign that runs.</summary>
[Allow(CampaignPermissions.Suggest)]
public sealed class SuggestCustomerModel(IQueryHandler<ListCampaignsToSuggest, CampaignsToSuggest> list, ICommandHandler<SuggestCustomer> suggest) : PageModel, ILoads
{
    [FromRoute] public Guid CustomerId { get; set; }

    [BindProperty] public Guid CampaignId { get; set; }

    public CampaignsToSuggest Choices { get; private set; } = null!;

    public async Task LoadAsync(CancellationToken ct) => Choices = await list.HandleAsync(new(CustomerId), ct);

    public void OnGet() { }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await suggest.HandleAsync(new(CustomerId, CampaignId), ct);
        return this.Done("The customer is suggested. The campaign comes to them, or leaves them in peace where the lot says so.", "/Campaigns/Suggest", new { CustomerId });
    }
}

using BankCrm.Application.Campaigns;
using BankCrm.Application.Campaigns.Audiences;
using BankCrm.Application.Campaigns.Planning;
using BankCrm.Application.Campaigns.Responses;
using BankCrm.Application.Common;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Campaigns;

/// <summary>A campaign: plan, whom it reaches and whom not, what it says, its way to approval and through its run.</summary>
[Allow(CampaignPermissions.Read)]
public sealed class CampaignModel(IQueryHandler<GetCampaign, CampaignShown> getCampaign, CurrentUser user, IServiceProvider services) : PageModel, ILoads
{
    [FromRoute] public Guid Id { get; set; }

    [BindProperty] public string? Because { get; set; }

    public CampaignShown Campaign { get; private set; } = null!;

    public bool MayImport => user.May(ResponsePermissions.Import);

    public async Task LoadAsync(CancellationToken ct) => Campaign = await getCampaign.HandleAsync(new(Id), ct);

    public void OnGet() { }

    public async Task<IActionResult> OnGetForecastAsync(CancellationToken ct) =>
        Partial("_Forecast", await services.GetRequiredService<IQueryHandler<ForecastCampaign, CampaignForecast>>().HandleAsync(new(Id), ct));

    public async Task<IActionResult> OnPostProposeAsync(uint version, CancellationToken ct)
    {
        await DoAsync(new ProposeCampaign(Id, version), ct);
        return this.Done("It waits for approval now.", "Details", new { Id });
    }

    public async Task<IActionResult> OnPostTakeBackAsync(uint version, CancellationToken ct)
    {
        await DoAsync(new TakeBackCampaign(Id, version), ct);
        return this.Done("It is a draft again.", "Details", new { Id });
    }

    public async Task<IActionResult> OnPostApproveAsync(uint version, CancellationToken ct)
    {
        await DoAsync(new ApproveCampaign(Id, version), ct);
        return this.Done("The campaign is approved.", "Details", new { Id });
    }

    public async Task<IActionResult> OnPostSendBackAsync(uint version, CancellationToken ct)
    {
        await DoAsync(new SendBackCampaign(Id, version, Because ?? ""), ct);
        return this.Done("It went back with your reason.", "Details", new { Id });
    }

    public async Task<IActionResult> OnPostLaunchAsync(uint version, CancellationToken ct)
    {
        await DoAsync(new LaunchCampaign(Id, version), ct);
        return this.Done("The campaign is launched.", "Details", new { Id });
    }

    public async Task<IActionResult> OnPostPauseAsync(uint version, CancellationToken ct)
    {
        await DoAsync(new PauseCampaign(Id, version), ct);
        return this.Done("Nothing leaves until it goes on.", "Details", new { Id });
    }

    public async Task<IActionResult> OnPostResumeAsync(uint version, CancellationToken ct)
    {
        await DoAsync(new ResumeCampaign(Id, version), ct);
        return this.Done("The campaign goes on.", "Details", new { Id });
    }

    public async Task<IActionResult> OnPostStopAsync(uint version, CancellationToken ct)
    {
        await DoAsync(new StopCampaign(Id, version, Because ?? ""), ct);
        return this.Done("The campaign is stopped for good.", "Details", new { Id });
    }

    private Task DoAsync<TCommand>(TCommand command, CancellationToken ct) => services.GetRequiredService<ICommandHandler<TCommand>>().HandleAsync(command, ct);
}

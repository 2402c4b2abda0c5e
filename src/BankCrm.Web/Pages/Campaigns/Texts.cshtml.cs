using BankCrm.Application.Campaigns;
using BankCrm.Application.Campaigns.Planning;
using BankCrm.Application.Campaigns.Sending;
using BankCrm.Application.Common;
using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Domain.Platform.Channels;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Campaigns;

/// <summary>What a campaign says, by channel, variant and language.</summary>
[Allow(CampaignPermissions.Read)]
public sealed class CampaignTextsModel(
    IQueryHandler<GetCampaign, CampaignShown> getCampaign, ICommandHandler<WriteCampaignText> write, IQueryHandler<ListCampaignTests, CampaignTests> listTests,
    ICommandHandler<SendCampaignTest> sendTest, CurrentUser user) : PageModel, ILoads
{
    [FromRoute] public Guid Id { get; set; }

    [BindProperty] public CampaignTextInput Input { get; set; } = new();

    [BindProperty] public CampaignTestInput Test { get; set; } = new();

    public CampaignShown Campaign { get; private set; } = null!;

    /// <summary>Null: they may not send any.</summary>
    public CampaignTests? Tests { get; private set; }

    public async Task LoadAsync(CancellationToken ct)
    {
        Campaign = await getCampaign.HandleAsync(new(Id), ct);
        Tests = user.May(CampaignPermissions.Write) ? await listTests.HandleAsync(new(Id), ct) : null;
    }

    public void OnGet() { }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await write.HandleAsync(new(Id, Input.Version, Input.TextId, Input.Place, Input.Subject ?? "", Input.Text ?? ""), ct);
        return this.Done("The text is kept.", "Texts", new { Id });
    }

    public async Task<IActionResult> OnPostTestAsync(CancellationToken ct)
    {
        await sendTest.HandleAsync(new(Test.Id, Id, Test.Place, Test.To ?? ""), ct);
        return this.Done("The test is on its way to you.", "Texts", new { Id });
    }
}

public sealed class CampaignTestInput
{
    /// <summary>Carried by the form, so that a double click sends one.</summary>
    public Guid Id { get; set; } = Guid.CreateVersion7();

    public CampaignChannel Channel { get; set; }

    public CampaignArm Arm { get; set; }

    public TextLanguage Language { get; set; }

    public string? To { get; set; }

    public CampaignTextPlace Place => new(Channel, Arm, Language);
}

public sealed class CampaignTextInput
{
    public Guid TextId { get; set; }

    public uint Version { get; set; }

    public CampaignChannel Channel { get; set; }

    public CampaignArm Arm { get; set; }

    public TextLanguage Language { get; set; }

    public string? Subject { get; set; }

    public string? Text { get; set; }

    public CampaignTextPlace Place => new(Channel, Arm, Language);
}

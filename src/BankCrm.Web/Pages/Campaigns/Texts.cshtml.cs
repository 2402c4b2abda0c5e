using BankCrm.Application.Campaigns;
using BankCrm.Application.Campaigns.Planning;
using BankCrm.Application.Campaigns.Sending;
using BankCrm.Application.Common;
using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Domain.Customers.Attachments;
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

    [BindProperty] public new CampaignFileInput File { get; set; } = new();

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

    /// <summary>A file as customers get it.</summary>
    public async Task<IActionResult> OnGetFileAsync([FromServices] IQueryHandler<OpenCampaignFile, OpenedCampaignFile> open, Guid file, CancellationToken ct)
    {
        var opened = await open.HandleAsync(new(Id, file), ct);
        await using var content = opened.Content;
        Response.AsDownload(opened.Name, opened.Kind.ContentType);
        await content.CopyToAsync(Response.Body, ct);
        return new EmptyResult();
    }

    public async Task<IActionResult> OnPostAttachAsync([FromServices] ICommandHandler<AttachFile> attach, CancellationToken ct)
    {
        await using var content = File.Content?.OpenReadStream() ?? Stream.Null;
        await attach.HandleAsync(
            new() { Id = File.Id, CampaignId = Id, Version = File.Version, Place = File.Place, FileName = File.Content?.FileName ?? "", Content = content }, ct);
        return this.Done("The file is attached.", "Texts", new { Id });
    }

    public async Task<IActionResult> OnPostDetachAsync([FromServices] ICommandHandler<DetachFile> detach, Guid file, uint version, CancellationToken ct)
    {
        await detach.HandleAsync(new(Id, version, file), ct);
        return this.Done("The file is taken off.", "Texts", new { Id });
    }

    public async Task<IActionResult> OnPostTestAsync(CancellationToken ct)
    {
        await sendTest.HandleAsync(new(Test.Id, Id, Test.Place, Test.To ?? ""), ct);
        return this.Done("The test is on its way to you.", "Texts", new { Id });
    }
}

public sealed class CampaignFileInput
{
    /// <summary>Carried by the form, so that a double click attaches one.</summary>
    public Guid Id { get; set; } = Guid.CreateVersion7();

    public uint Version { get; set; }

    public CampaignChannel Channel { get; set; }

    public CampaignArm Arm { get; set; }

    public TextLanguage Language { get; set; }

    /// <summary>Null: none was chosen.</summary>
    public IFormFile? Content { get; set; }

    public CampaignTextPlace Place => new(Channel, Arm, Language);
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

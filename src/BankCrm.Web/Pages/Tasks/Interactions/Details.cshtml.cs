using BankCrm.Application.Common;
using BankCrm.Application.Customers.Attachments;
using BankCrm.Application.Tasks.Interactions;
using BankCrm.Web.Pages.Customers.Attachments;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Tasks.Interactions;

/// <summary>One interaction, with what was added to it.</summary>
[Allow(InteractionPermissions.Read)]
public sealed class InteractionModel(
    IQueryHandler<GetInteraction, InteractionShown> get, IQueryHandler<ListKeptDocuments, AttachmentList> listDocuments, AttachmentLimits limits) : PageModel, ILoads
{
    [FromRoute] public Guid Id { get; set; }

    [BindProperty] public CorrectInteraction Correction { get; set; } = new();

    public InteractionShown Shown { get; private set; } = null!;

    public KeptDocumentsShown Documents { get; private set; } = null!;

    public async Task LoadAsync(CancellationToken ct)
    {
        Shown = await get.HandleAsync(new(Id), ct);
        Documents = new("interactions", Id, await listDocuments.HandleAsync(new("interactions", Id), ct), limits.FileMegabytes);
    }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostCorrectAsync([FromServices] ICommandHandler<CorrectInteraction> correct, CancellationToken ct)
    {
        await correct.HandleAsync(Correction with { InteractionId = Id }, ct);
        return this.Done("The correction is added.", null, new { Id });
    }

    public async Task<IActionResult> OnPostWithdrawAsync([FromServices] ICommandHandler<WithdrawInteraction> withdraw, uint version, string? reason, CancellationToken ct)
    {
        await withdraw.HandleAsync(new(Id, version, reason ?? ""), ct);
        return this.Done("The contact is withdrawn.", null, new { Id });
    }
}

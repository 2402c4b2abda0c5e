using BankCrm.Application.Common;
using BankCrm.Application.Platform.Channels;
using BankCrm.Domain.Platform.Channels;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Integration.Templates;

/// <summary>One version of a text, and the decision about it.</summary>
[Allow(TemplatePermissions.Read)]
public sealed class TemplateModel(
    IQueryHandler<GetTemplate, TemplateShown> getTemplate, ICommandHandler<ApproveTemplate> approve, ICommandHandler<WithdrawTemplate> withdraw, CurrentUser me) : PageModel, ILoads
{
    [FromRoute] public Guid Id { get; set; }

    public TemplateShown Template { get; private set; } = null!;

    public bool MayWrite => me.May(TemplatePermissions.Write);

    public bool MayApprove => me.May(TemplatePermissions.Approve);

    public bool MayWithdraw => (MayWrite || MayApprove) && (Template.State is TemplateState.Draft or TemplateState.Approved);

    public async Task LoadAsync(CancellationToken ct) => Template = await getTemplate.HandleAsync(new(Id), ct);

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostApproveAsync(uint version, CancellationToken ct)
    {
        await approve.HandleAsync(new(Id, version), ct);
        return this.Done("The text is in use.", "Details", new { Id });
    }

    public async Task<IActionResult> OnPostWithdrawAsync(uint version, CancellationToken ct)
    {
        await withdraw.HandleAsync(new(Id, version), ct);
        return this.Done("The text is withdrawn.", "Details", new { Id });
    }
}

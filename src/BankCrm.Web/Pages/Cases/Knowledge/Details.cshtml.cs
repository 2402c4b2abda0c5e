using BankCrm.Application.Cases;
using BankCrm.Application.Cases.Knowledge;
using BankCrm.Application.Common;
using BankCrm.Domain.Platform.Channels;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Cases.Knowledge;

/// <summary>One version of a text, and the decision about it.</summary>
[Allow(CasePermissions.Work, CasePermissions.ReadAll)]
public sealed class TextModel(IQueryHandler<GetReadyText, TextShown> getText, IServiceProvider services, CurrentUser me) : PageModel, ILoads
{
    [FromRoute] public Guid Id { get; set; }

    [BindProperty] public string? Remark { get; set; }

    public TextShown Shown { get; private set; } = null!;

    public bool MayWrite => me.May(CasePermissions.WriteTexts);

    public bool MayApprove => me.May(CasePermissions.ApproveTexts);

    public bool MayWithdraw => (MayWrite || MayApprove) && (Shown.State is TemplateState.Draft or TemplateState.Approved);

    public async Task LoadAsync(CancellationToken ct) => Shown = await getText.HandleAsync(new(Id), ct);

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostApproveAsync(uint version, CancellationToken ct)
    {
        await DoAsync(new ApproveReadyText(Id, version), ct);
        return this.Done("The text is in use.", "Details", new { Id });
    }

    public async Task<IActionResult> OnPostSendBackAsync(uint version, CancellationToken ct)
    {
        await DoAsync(new SendTextBack(Id, version, Remark ?? ""), ct);
        return this.Done("Whoever wrote it sees what is to be mended.", "Details", new { Id });
    }

    public async Task<IActionResult> OnPostWithdrawAsync(uint version, CancellationToken ct)
    {
        await DoAsync(new WithdrawReadyText(Id, version), ct);
        return this.Done("The text is withdrawn.", "Details", new { Id });
    }

    private Task DoAsync<TCommand>(TCommand command, CancellationToken ct) => services.GetRequiredService<ICommandHandler<TCommand>>().HandleAsync(command, ct);
}

using BankCrm.Application.Common;
using BankCrm.Application.DataQuality.Merging;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.DataQuality.Merging;

/// <summary>One merge: what was proposed, who decided, what it moved; and the decision itself.</summary>
[Allow(MergePermissions.Propose, MergePermissions.Approve)]
public sealed class MergeModel(IQueryHandler<GetMerge, MergeShown> get) : PageModel, ILoads
{
    [FromRoute] public Guid Id { get; set; }

    [BindProperty] public DecisionInput Input { get; set; } = new();

    public MergeShown Merge { get; private set; } = null!;

    public async Task LoadAsync(CancellationToken ct) => Merge = await get.HandleAsync(new(Id), ct);

    public void OnGet() => Input = new() { Version = Merge.Version };

    public async Task<IActionResult> OnPostApproveAsync([FromServices] ICommandHandler<ApproveMerge> approve, CancellationToken ct)
    {
        await approve.HandleAsync(new(Id, Input.Version), ct);
        return this.Done("The two records are merged.", null, new { Id });
    }

    public async Task<IActionResult> OnPostTurnDownAsync([FromServices] ICommandHandler<TurnDownMerge> turnDown, CancellationToken ct)
    {
        await turnDown.HandleAsync(new() { MergeId = Id, Version = Input.Version, Reason = Input.Reason ?? "" }, ct);
        return this.Done("The proposal is turned down.", null, new { Id });
    }

    public async Task<IActionResult> OnPostWithdrawAsync([FromServices] ICommandHandler<WithdrawMerge> withdraw, CancellationToken ct)
    {
        await withdraw.HandleAsync(new(Id, Input.Version), ct);
        return this.Done("The proposal is withdrawn.", null, new { Id });
    }

    public async Task<IActionResult> OnPostUndoAsync([FromServices] ICommandHandler<UndoMerge> undo, CancellationToken ct)
    {
        await undo.HandleAsync(new() { MergeId = Id, Version = Input.Version, Reason = Input.Reason ?? "" }, ct);
        return this.Done("The merge is undone: both records are there again.", null, new { Id });
    }
}

public sealed class DecisionInput
{
    public uint Version { get; set; }

    public string? Reason { get; set; }
}

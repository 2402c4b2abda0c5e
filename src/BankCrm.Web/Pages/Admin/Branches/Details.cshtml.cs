using BankCrm.Application.Admin;
using BankCrm.Application.Admin.Branches;
using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Admin.Branches;

[Allow(AdminPermissions.Read)]
public sealed class BranchModel(
    IQueryHandler<GetBranch, BranchDetails> getBranch, ICommandHandler<ChangeBranch> change, ICommandHandler<CloseBranch> close,
    ICommandHandler<ReopenBranch> reopen, SessionDirectory sessions, CurrentUser me) : PageModel, ILoads
{
    internal static readonly string[] Days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    [FromRoute] public Guid Id { get; set; }

    [BindProperty] public ChangeBranch Input { get; set; } = null!;

    public BranchDetails Branch { get; private set; } = null!;

    public bool MayChange => me.May(AdminPermissions.ChangeBranches);

    public async Task LoadAsync(CancellationToken ct)
    {
        Branch = await getBranch.HandleAsync(new(Id), ct);
        Input ??= AsItIs();
    }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await change.HandleAsync(Input with { BranchId = Id }, ct);
        return Done("The branch has been changed.");
    }

    public async Task<IActionResult> OnPostCloseAsync(uint version, CancellationToken ct)
    {
        await close.HandleAsync(new(Id, version), ct);
        return Done("The branch is closed.");
    }

    public async Task<IActionResult> OnPostReopenAsync(uint version, CancellationToken ct)
    {
        await reopen.HandleAsync(new(Id, version), ct);
        return Done("The branch is open again.");
    }

    private ChangeBranch AsItIs() => new(Id, Branch.Version, Branch.ParentId, Branch.Code, Branch.Name, Branch.City, [.. Branch.Hours]);

    private RedirectToPageResult Done(string sentence)
    {
        sessions.Refresh(); // who works for a region works for its branches
        return this.Done(sentence, "Details", new { Id });
    }
}

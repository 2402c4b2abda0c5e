using BankCrm.Application.Admin;
using BankCrm.Application.Admin.Branches;
using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Web.Platform.Localisation;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace BankCrm.Web.Pages.Admin.Branches;

[Allow(AdminPermissions.ChangeBranches)]
public sealed class NewBranchModel(IQueryHandler<GetParents, IReadOnlyList<Choice>> getParents, ICommandHandler<OpenBranch> open, Text text)
    : PageModel, ILoads
{
    [BindProperty] public OpenBranch Input { get; set; } = null!;

    public IReadOnlyList<Choice> Parents { get; private set; } = [];

    /// <summary>The bank itself is there already.</summary>
    public IEnumerable<SelectListItem> Kinds => new[] { BranchKind.Branch, BranchKind.Region }.Select(kind => new SelectListItem(text[kind], kind.ToString()));

    public async Task LoadAsync(CancellationToken ct) => Parents = await getParents.HandleAsync(new(), ct);

    public void OnGet(Guid? under) => Input = new(Guid.CreateVersion7(), BranchKind.Branch, under ?? default, "", "", "");

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await open.HandleAsync(Input, ct);
        return this.Done("The branch has been created.", "Details", new { Id = Input.BranchId });
    }
}

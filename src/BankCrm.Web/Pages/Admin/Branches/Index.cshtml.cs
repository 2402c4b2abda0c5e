using BankCrm.Application.Admin;
using BankCrm.Application.Admin.Branches;
using BankCrm.Application.Common;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Admin.Branches;

[Allow(AdminPermissions.Read)]
public sealed class ListBranchesModel(IQueryHandler<ListBranches, IReadOnlyList<BranchRow>> list, CurrentUser me) : PageModel
{
    public IReadOnlyList<BranchRow> Branches { get; private set; } = [];

    public bool MayChange => me.May(AdminPermissions.ChangeBranches);

    public async Task OnGetAsync(CancellationToken ct) => Branches = await list.HandleAsync(new(), ct);
}

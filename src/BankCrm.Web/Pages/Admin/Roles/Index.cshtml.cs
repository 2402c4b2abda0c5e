using BankCrm.Application.Admin;
using BankCrm.Application.Admin.Roles;
using BankCrm.Application.Common;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Admin.Roles;

[Allow(AdminPermissions.Read)]
public sealed class ListRolesModel(IQueryHandler<ListRoles, IReadOnlyList<RoleRow>> list, CurrentUser me) : PageModel
{
    public IReadOnlyList<RoleRow> Roles { get; private set; } = [];

    public bool MayChange => me.May(AdminPermissions.ChangeRoles);

    public async Task OnGetAsync(CancellationToken ct) => Roles = await list.HandleAsync(new(), ct);
}

using BankCrm.Application.Admin;
using BankCrm.Application.Admin.Roles;
using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Roles;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Admin.Roles;

[Allow(AdminPermissions.ChangeRoles)]
public sealed class NewRoleModel(IQueryHandler<GetRole, RoleDetails> getRole, ICommandHandler<CreateRole> create) : PageModel
{
    [BindProperty] public CreateRole Input { get; set; } = null!;

    /// <param name="copy">The role to begin with.</param>
    public async Task OnGetAsync(Guid? copy, CancellationToken ct)
    {
        var model = copy is { } id ? await getRole.HandleAsync(new(id), ct) : null;
        Input = new(Guid.CreateVersion7(), "", model?.Reach ?? RoleReach.OwnBranches, model?.OneSession ?? false, model?.Permissions ?? []);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await create.HandleAsync(Input, ct);
        return this.Done("The role has been created.", "Details", new { Id = Input.RoleId });
    }
}

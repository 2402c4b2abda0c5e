using BankCrm.Application.Admin;
using BankCrm.Application.Admin.Roles;
using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Admin.Roles;

[Allow(AdminPermissions.Read)]
public sealed class RoleModel(
    IQueryHandler<GetRole, RoleDetails> getRole, ICommandHandler<ChangeRole> change, ICommandHandler<DeleteRole> delete,
    SessionDirectory sessions, CurrentUser me) : PageModel, ILoads
{
    [FromRoute] public Guid Id { get; set; }

    [BindProperty] public ChangeRole Input { get; set; } = null!;

    public RoleDetails Role { get; private set; } = null!;

    public bool MayChange => me.May(AdminPermissions.ChangeRoles);

    public async Task LoadAsync(CancellationToken ct) => Role = await getRole.HandleAsync(new(Id), ct);

    public void OnGet() => Input = new(Id, Role.Version, Role.Name, Role.Reach, Role.OneSession, Role.Permissions);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await change.HandleAsync(Input with { RoleId = Id }, ct);
        sessions.Refresh();
        return this.Done("The role has been changed. It holds from the next click on.", "Details", new { Id });
    }

    public async Task<IActionResult> OnPostDeleteAsync(uint version, CancellationToken ct)
    {
        await delete.HandleAsync(new(Id, version), ct);
        return this.Done("The role has been deleted.", "Index");
    }
}

using BankCrm.Application.Admin;
using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Admin.Users;

[Allow(AdminPermissions.ChangeUsers)]
public sealed class AssignRolesModel(
    IQueryHandler<GetRolesToAssign, RolesToAssign> getRoles, ICommandHandler<AssignRoles> assign, SessionDirectory sessions) : PageModel, ILoads
{
    [FromRoute] public Guid Id { get; set; }

    [BindProperty] public AssignRoles Input { get; set; } = null!;

    public RolesToAssign Person { get; private set; } = null!;

    public async Task LoadAsync(CancellationToken ct) => Person = await getRoles.HandleAsync(new(Id), ct);

    public void OnGet() => Input = new(Id, Person.Version, Person.Held);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await assign.HandleAsync(Input with { StaffId = Id }, ct);
        sessions.Refresh();
        return this.Done("The roles have been changed. It holds from the next click on.", "Details", new { Id });
    }
}

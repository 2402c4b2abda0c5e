using BankCrm.Application.Admin;
using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Admin.Users;

[Allow(AdminPermissions.ChangeUsers)]
public sealed class EditUserModel(IQueryHandler<GetUserToEdit, UserToEdit> getUser, ICommandHandler<EditUser> edit, SessionDirectory sessions)
    : PageModel, ILoads
{
    [FromRoute] public Guid Id { get; set; }

    [BindProperty] public EditUser Input { get; set; } = null!;

    public UserToEdit Person { get; private set; } = null!;

    public async Task LoadAsync(CancellationToken ct) => Person = await getUser.HandleAsync(new(Id), ct);

    public void OnGet() => Input = new(Id, Person.Version, Person.Name, Person.HomeBranchId);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await edit.HandleAsync(Input with { StaffId = Id }, ct);
        sessions.Refresh();
        return this.Done("The user has been changed.", "Details", new { Id });
    }
}

using BankCrm.Application.Admin;
using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Web.Platform.Localisation;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Admin.Users;

[Allow(AdminPermissions.ChangeUsers)]
public sealed class CoverModel(
    IQueryHandler<GetUserToEdit, UserToEdit> getUser, ICommandHandler<CoverBranch> cover, SessionDirectory sessions, TimeProvider clock, Show show)
    : PageModel, ILoads
{
    [FromRoute] public Guid Id { get; set; }

    [BindProperty] public CoverBranch Input { get; set; } = null!;

    public UserToEdit Person { get; private set; } = null!;

    public async Task LoadAsync(CancellationToken ct) => Person = await getUser.HandleAsync(new(Id), ct);

    public void OnGet() =>
        Input = new(Id, Person.Version, Guid.CreateVersion7(), default, DateOnly.FromDateTime(show.InBranch(clock.GetUtcNow()).DateTime), null);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await cover.HandleAsync(Input with { StaffId = Id }, ct);
        sessions.Refresh();
        return this.Done("The cover has been added.", "Details", new { Id });
    }
}

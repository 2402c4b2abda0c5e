using BankCrm.Application.Admin;
using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Users;
using BankCrm.Web.Platform.Requests;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Admin.Users;

[Allow(AdminPermissions.ChangeUsers)]
public sealed class NewUserModel(IQueryHandler<GetNewUser, NewUser> getNew, ICommandHandler<CreateUser> create) : PageModel, ILoads
{
    [BindProperty] public CreateUser Input { get; set; } = null!;

    public NewUser Choices { get; private set; } = null!;

    public async Task LoadAsync(CancellationToken ct) => Choices = await getNew.HandleAsync(new(), ct);

    public void OnGet() => Input = new(Guid.CreateVersion7(), "", "", default, [], "");

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var command = Input with { Password = OneTimePassword.New() };
        await create.HandleAsync(command, ct);
        TempData[DetailsModel.OneTimePasswordKey] = command.Password;
        return RedirectToPage("Details", new { Id = command.StaffId });
    }
}

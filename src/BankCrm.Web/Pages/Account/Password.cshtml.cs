using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Account;

[Allow(AllowAttribute.Everyone)]
[RequestSizeLimit(16 * 1024)]
public sealed class PasswordModel(ICommandHandler<ChangePassword> change, SessionDirectory sessions, CurrentUser me) : PageModel
{
    [BindProperty] public ChangePassword Input { get; set; } = null!;

    /// <summary>Somebody else knows the present one.</summary>
    public bool IsForced => me.MustChangePassword;

    public void OnGet() => Input = new("", "", "");

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await change.HandleAsync(Input, ct);
        sessions.Refresh();
        return this.Done("Your password has been changed. Wherever else you were signed in, you are so no longer.", "/Index");
    }
}

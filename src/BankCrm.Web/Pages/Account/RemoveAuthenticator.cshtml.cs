using BankCrm.Application.Admin.SecondFactors;
using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Account;

[Allow(AllowAttribute.Everyone)]
[RequestSizeLimit(16 * 1024)]
public sealed class RemoveAuthenticatorModel(ICommandHandler<RemoveAuthenticator> remove, SessionDirectory sessions) : PageModel
{
    [BindProperty] public RemoveAuthenticator Input { get; set; } = null!;

    public void OnGet() => Input = new("");

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await remove.HandleAsync(Input, ct);
        sessions.Refresh();
        return this.Done("The authenticator app is removed. Wherever else you were signed in, you are so no longer.", "Security");
    }
}

using System.Globalization;
using BankCrm.Application.Admin.SecondFactors;
using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Web.Platform.Localisation;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Account;

[Allow(AllowAttribute.Everyone)]
[RequestSizeLimit(16 * 1024)]
public sealed class RemoveAuthenticatorModel(ICommandHandler<RemoveAuthenticator> remove, SessionDirectory sessions, Text text) : PageModel
{
    [BindProperty] public RemoveAuthenticator Input { get; set; } = null!;

    public void OnGet() => Input = new("");

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        try
        {
            await remove.HandleAsync(Input, ct);
        }
        catch (TooManyAttemptsException e)
        {
            Response.Headers.RetryAfter = ((int)Math.Ceiling(e.Wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            ModelState.AddModelError("", text["Too many attempts. Try again in {0} min.", (int)Math.Ceiling(e.Wait.TotalMinutes)]);
            var page = Page();
            page.StatusCode = StatusCodes.Status429TooManyRequests;
            return page;
        }

        sessions.Refresh();
        return this.Done("The authenticator app is removed. Wherever else you were signed in, you are so no longer.", "Security");
    }
}

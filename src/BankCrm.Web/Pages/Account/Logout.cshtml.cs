using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Web.Platform.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Account;

[Allow(AllowAttribute.Everyone)]
public sealed class LogoutModel(FrontDoor door) : PageModel
{
    public IActionResult OnGet() => LocalRedirect("/");

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await door.LeaveAsync(ct);
        SessionCookie.Clear(HttpContext);
        Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
        return LocalRedirect("/account/login");
    }
}

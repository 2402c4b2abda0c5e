using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Kept = BankCrm.Web.Platform.Shell.Preferences;

namespace BankCrm.Web.Pages.Platform.Preferences;

/// <summary>Remembers the language, the theme or the width of the menu, and leads back. Also for people who are not signed in.</summary>
[AllowAnonymous]
public sealed class PreferencesModel : PageModel
{
    public IActionResult OnGet() => NotFound();

    public IActionResult OnPost(string what, string? value, string? returnUrl)
    {
        if (Kept.CookieFor(what, value ?? "") is not { } cookie)
        {
            return BadRequest();
        }

        Response.Cookies.Append(cookie, value!, new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = Request.IsHttps,
            MaxAge = TimeSpan.FromDays(365),
            IsEssential = true,
        });
        return LocalRedirect(Url.IsLocalUrl(returnUrl) ? returnUrl : "/");
    }
}

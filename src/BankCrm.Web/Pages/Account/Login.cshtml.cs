using BankCrm.Application.Admin.Users;
using BankCrm.Domain.Common;
using BankCrm.Web.Platform.Hosting;
using BankCrm.Web.Platform.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Account;

[AllowAnonymous]
[RequestSizeLimit(16 * 1024)]
public sealed class LoginModel(FrontDoor door, DemonstrationUsers demonstration) : PageModel
{
    [BindProperty] public string UserName { get; set; } = "";

    [BindProperty] public string Password { get; set; } = "";

    [BindProperty(SupportsGet = true)] public string? ReturnUrl { get; set; }

    public IReadOnlyList<DemonstrationUser> Demonstration => demonstration.All;

    /// <summary>They were signed in at this browser, and are no longer.</summary>
    public bool HasEnded => SessionCookie.IsGiven(Request) && HttpMethods.IsGet(Request.Method);

    public IActionResult OnGet() => User.Identity is { IsAuthenticated: true } ? GoOn() : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await door.EnterAsync(UserName ?? "", Password ?? "", Request.Headers.UserAgent, ct) is { } entrance)
        {
            return GoOn(entrance);
        }

        throw new RefusedException("User name and password do not match, or the account is locked for a while. Your administrator can help.");
    }

    private IActionResult GoOn(Entrance entrance)
    {
        if (entrance.IsAsked)
        {
            QuestionCookie.Write(HttpContext, entrance.Secret);
            return RedirectToPage("Code", new { ReturnUrl });
        }

        SessionCookie.Write(HttpContext, entrance.Secret);
        return GoOn();
    }

    private LocalRedirectResult GoOn() => LocalRedirect(Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : "/");
}

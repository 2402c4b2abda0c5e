using BankCrm.Application.Admin.Users;
using BankCrm.Web.Platform.Hosting;
using BankCrm.Web.Platform.Localisation;
using BankCrm.Web.Platform.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Account;

[AllowAnonymous]
[RequestSizeLimit(16 * 1024)]
public sealed class LoginModel(FrontDoor door, DemonstrationUsers demonstration, Text text) : PageModel
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
        try
        {
            if (await door.EnterAsync(UserName ?? "", Password ?? "", Request.Headers.UserAgent, ct) is { } entrance)
            {
                return GoOn(entrance);
            }

            ModelState.AddModelError("", text["User name and password do not match, or the account is locked for a while. Your administrator can help."]);
            return With(StatusCodes.Status422UnprocessableEntity);
        }
        catch (TooManyAttemptsException e)
        {
            Response.Headers.RetryAfter = ((int)Math.Ceiling(e.Wait.TotalSeconds)).ToString(System.Globalization.CultureInfo.InvariantCulture);
            ModelState.AddModelError("", text["Too many attempts. Try again in {0} min.", (int)Math.Ceiling(e.Wait.TotalMinutes)]);
            return With(StatusCodes.Status429TooManyRequests);
        }
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

    private PageResult With(int status)
    {
        var page = Page();
        page.StatusCode = status;
        return page;
    }

    private LocalRedirectResult GoOn() => LocalRedirect(Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : "/");
}

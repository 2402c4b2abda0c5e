using System.Globalization;
using BankCrm.Application.Admin.Users;
using BankCrm.Web.Platform.Localisation;
using BankCrm.Web.Platform.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Account;

/// <summary>Whose password was right types a code as well.</summary>
[AllowAnonymous]
[RequestSizeLimit(16 * 1024)]
public sealed class CodeModel(FrontDoor door, Text text) : PageModel
{
    /// <summary>Room for a recovery code with spaces round it.</summary>
    internal const int Longest = 40;

    [BindProperty] public string Code { get; set; } = "";

    [BindProperty(SupportsGet = true)] public string? ReturnUrl { get; set; }

    /// <summary>The phone is not at hand.</summary>
    [BindProperty(SupportsGet = true)] public bool Recovery { get; set; }

    public IActionResult OnGet() => QuestionCookie.Read(Request) is null ? RedirectToPage("Login", new { ReturnUrl }) : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        try
        {
            if (await door.AnswerAsync(QuestionCookie.Read(Request) ?? "", Code ?? "", Request.Headers.UserAgent, ct) is { } secret)
            {
                QuestionCookie.Clear(HttpContext);
                SessionCookie.Write(HttpContext, secret);
                return LocalRedirect(Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : "/");
            }

            return Refused(text["That did not open the door. Type the next code the app shows; after five tries, or five minutes, begin again."], StatusCodes.Status422UnprocessableEntity);
        }
        catch (TooManyAttemptsException e)
        {
            Response.Headers.RetryAfter = ((int)Math.Ceiling(e.Wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            return Refused(text["Too many attempts. Try again in {0} min.", (int)Math.Ceiling(e.Wait.TotalMinutes)], StatusCodes.Status429TooManyRequests);
        }
    }

    private PageResult Refused(string sentence, int status)
    {
        ModelState.AddModelError("", sentence);
        ModelState.SetModelValue(nameof(Code), "", ""); // a code is never shown again
        var page = Page();
        page.StatusCode = status;
        return page;
    }
}

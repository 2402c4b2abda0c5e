using BankCrm.Application.Admin.SecondFactors;
using BankCrm.Application.Admin.Users;
using BankCrm.Domain.Common;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Account;

/// <summary>Whose password was right shows a passkey as well, or types a code.</summary>
[AllowAnonymous]
[RequestSizeLimit(64 * 1024)]
public sealed class CodeModel(FrontDoor door) : PageModel, ILoads
{
    /// <summary>Room for a recovery code with spaces round it.</summary>
    internal const int Longest = 40;

    [BindProperty] public string Code { get; set; } = "";

    [BindProperty] public string? Handle { get; set; }

    /// <summary>What the passkey signed.</summary>
    [BindProperty] public string? Answer { get; set; }

    [BindProperty(SupportsGet = true)] public string? ReturnUrl { get; set; }

    /// <summary>The phone is not at hand.</summary>
    [BindProperty(SupportsGet = true)] public bool Recovery { get; set; }

    /// <summary>The passkey is not at hand.</summary>
    [BindProperty(SupportsGet = true)] public bool App { get; set; }

    /// <summary>Null: nobody was asked at this browser, or it is over.</summary>
    public DoorWays? Ways { get; private set; }

    /// <summary>Null: they have none, or chose another way.</summary>
    public PasskeyChallenge? Passkey => Recovery || App ? null : Ways?.Passkey;

    public async Task LoadAsync(CancellationToken ct) => Ways = await door.WaysAsync(QuestionCookie.Read(Request) ?? "", ct);

    public IActionResult OnGet() => Ways is null ? RedirectToPage("Login", new { ReturnUrl }) : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        ModelState.SetModelValue(nameof(Code), "", ""); // a code is never shown again
        if (string.IsNullOrEmpty(Answer) && string.IsNullOrWhiteSpace(Code))
        {
            return RedirectToPage(new { ReturnUrl, Recovery, App }); // sent by a browser that runs no script
        }

        var question = QuestionCookie.Read(Request) ?? "";
        var secret = Answer is { Length: > 0 } answer
            ? await door.AnswerAsync(question, new PasskeyAnswer(Handle, answer), Request.Headers.UserAgent, ct)
            : await door.AnswerAsync(question, Code ?? "", Request.Headers.UserAgent, ct);
        if (secret is null)
        {
            throw new RefusedException("That did not open the door. Show your passkey once more, or type the next code the app shows; after five tries, or five minutes, begin again.");
        }

        QuestionCookie.Clear(HttpContext);
        SessionCookie.Write(HttpContext, secret);
        return LocalRedirect(Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : "/");
    }
}

using BankCrm.Application.Admin.SecondFactors;
using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Web.Pages.Admin;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Account;

/// <summary>The browser makes a key; its public half is kept.</summary>
[Allow(AllowAttribute.Everyone)]
[RequestSizeLimit(64 * 1024)]
public sealed class NewPasskeyModel(
    IQueryHandler<GetNewPasskey, PasskeyChallenge> getNew, ICommandHandler<AddPasskey> add, SessionDirectory sessions, CurrentUser me) : PageModel, ILoads
{
    [BindProperty] public AddPasskey Input { get; set; } = null!;

    /// <summary>Another one each time the page is shown.</summary>
    public PasskeyChallenge New { get; private set; } = null!;

    public bool IsForced => me.MustAddFactor;

    public async Task LoadAsync(CancellationToken ct) => New = await getNew.HandleAsync(new(), ct);

    public void OnGet() => Input = new(Guid.CreateVersion7(), BrowserWords.Of(Request.Headers.UserAgent), null, null);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await add.HandleAsync(Input, ct);
        sessions.Refresh();
        return this.Done("The passkey is in use from now on. Wherever else you were signed in, you are so no longer.", "Security");
    }
}

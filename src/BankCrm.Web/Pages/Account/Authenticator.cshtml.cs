using BankCrm.Application.Admin.SecondFactors;
using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Users;
using BankCrm.Web.Platform.Requests;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Account;

/// <summary>The app reads the key; the first code it shows takes the key into use.</summary>
[Allow(AllowAttribute.Everyone)]
[RequestSizeLimit(16 * 1024)]
public sealed class AuthenticatorModel(
    IQueryHandler<GetNewAuthenticator, NewAuthenticator> getNew, ICommandHandler<ConfirmAuthenticator> confirm, SessionDirectory sessions, CurrentUser me) : PageModel, ILoads
{
    [BindProperty] public string Code { get; set; } = "";

    public NewAuthenticator New { get; private set; } = null!;

    /// <summary>Null: not yet.</summary>
    public IReadOnlyList<string>? Codes { get; private set; }

    public bool IsForced => me.MustAddFactor;

    /// <summary>As one reads it out.</summary>
    public string KeyInGroups => string.Join(' ', (New.Key ?? "").Chunk(4).Select(group => new string(group)));

    public async Task LoadAsync(CancellationToken ct) => New = await getNew.HandleAsync(new(), ct);

    public IActionResult OnGet() => New.Key is null ? RedirectToPage("Security") : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var codes = RecoveryCode.NewOnes();
        await confirm.HandleAsync(new(Code ?? "", codes), ct);
        sessions.Refresh();
        Codes = codes;
        return Page();
    }
}

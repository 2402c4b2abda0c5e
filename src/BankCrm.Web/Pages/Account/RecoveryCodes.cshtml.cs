using BankCrm.Application.Admin.SecondFactors;
using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Users;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Account;

[Allow(AllowAttribute.Everyone)]
public sealed class RecoveryCodesModel(ICommandHandler<RenewRecoveryCodes> renew, SessionDirectory sessions) : PageModel
{
    /// <summary>Null: not yet.</summary>
    public IReadOnlyList<string>? Codes { get; private set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var codes = RecoveryCode.NewOnes();
        await renew.HandleAsync(new(codes), ct);
        sessions.Refresh();
        Codes = codes;
        return Page();
    }
}

using BankCrm.Application.Admin.SecondFactors;
using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Account;

[Allow(AllowAttribute.Everyone)]
public sealed class SecurityModel(
    IQueryHandler<ListMySessions, IReadOnlyList<SessionRow>> list, IQueryHandler<GetMyFactors, FactorState> getFactors, IQueryHandler<ListMyPasskeys, MyPasskeys> listPasskeys,
    ICommandHandler<EndMySession> end, ICommandHandler<BeginAuthenticator> begin, SessionDirectory directory, CurrentUser me) : PageModel, ILoads
{
    public IReadOnlyList<SessionRow> Sessions { get; private set; } = [];

    public FactorState Factors { get; private set; } = null!;

    public MyPasskeys Passkeys { get; private set; } = null!;

    /// <summary>Nothing else opens before they have a second factor.</summary>
    public bool IsForced => me.MustAddFactor;

    public async Task LoadAsync(CancellationToken ct)
    {
        Sessions = await list.HandleAsync(new(), ct);
        Factors = await getFactors.HandleAsync(new(), ct);
        Passkeys = await listPasskeys.HandleAsync(new(), ct);
    }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostBeginAsync(CancellationToken ct)
    {
        await begin.HandleAsync(new(), ct);
        return RedirectToPage("Authenticator");
    }

    /// <param name="id">Null: all but this one.</param>
    public async Task<IActionResult> OnPostEndAsync(Guid? id, CancellationToken ct)
    {
        await end.HandleAsync(new(id), ct);
        directory.Refresh();
        return this.Done("The session has ended.", "Security");
    }
}

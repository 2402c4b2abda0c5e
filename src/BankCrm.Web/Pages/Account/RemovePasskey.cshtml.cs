using BankCrm.Application.Admin.SecondFactors;
using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Account;

[Allow(AllowAttribute.Everyone)]
[RequestSizeLimit(64 * 1024)]
public sealed class RemovePasskeyModel(IQueryHandler<GetMyPasskey, MyPasskey> getPasskey, ICommandHandler<RemovePasskey> remove, SessionDirectory sessions) : PageModel, ILoads
{
    [FromRoute] public Guid Id { get; set; }

    [BindProperty] public RemovePasskey Input { get; set; } = null!;

    /// <summary>With a challenge of its own each time the page is shown.</summary>
    public MyPasskey Shown { get; private set; } = null!;

    public async Task LoadAsync(CancellationToken ct) => Shown = await getPasskey.HandleAsync(new(Id), ct);

    public void OnGet() => Input = new(Id, null, null, null);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await remove.HandleAsync(Input with { Id = Id }, ct);
        sessions.Refresh();
        return this.Done("The passkey is removed. Wherever else you were signed in, you are so no longer.", "Security");
    }
}

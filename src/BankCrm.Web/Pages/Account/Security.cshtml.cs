using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Account;

[Allow(AllowAttribute.Everyone)]
public sealed class SecurityModel(
    IQueryHandler<ListMySessions, IReadOnlyList<SessionRow>> list, ICommandHandler<EndMySession> end, SessionDirectory directory) : PageModel, ILoads
{
    public IReadOnlyList<SessionRow> Sessions { get; private set; } = [];

    public async Task LoadAsync(CancellationToken ct) => Sessions = await list.HandleAsync(new(), ct);

    public void OnGet()
    {
    }

    /// <param name="id">Null: all but this one.</param>
    public async Task<IActionResult> OnPostEndAsync(Guid? id, CancellationToken ct)
    {
        await end.HandleAsync(new(id), ct);
        directory.Refresh();
        return this.Done("The session has ended.", "Security");
    }
}

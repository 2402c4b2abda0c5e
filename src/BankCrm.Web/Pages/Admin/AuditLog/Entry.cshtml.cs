using BankCrm.Application.Admin.AuditLog;
using BankCrm.Application.Common;
using BankCrm.Web.Platform.Requests;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Admin.AuditLog;

[Allow(AllowAttribute.Everyone)]
public sealed class EntryModel(IQueryHandler<GetAuditEntry, AuditEntryShown> get) : PageModel, ILoads
{
    [FromRoute] public Guid Id { get; set; }

    public AuditEntryShown Shown { get; private set; } = null!;

    public async Task LoadAsync(CancellationToken ct) => Shown = await get.HandleAsync(new(Id), ct);

    public void OnGet()
    {
    }
}

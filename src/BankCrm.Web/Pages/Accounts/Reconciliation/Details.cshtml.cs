using BankCrm.Application.Accounts.Reconciliation;
using BankCrm.Application.Common;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Accounts.Reconciliation;

/// <summary>One day of a source, and what may explain a difference.</summary>
[Allow(ReconciliationPermissions.Read)]
public sealed class DetailsModel(IQueryHandler<GetComparedDay, ComparedDayDetails> get) : PageModel
{
    [FromRoute] public string Source { get; set; } = "";

    [FromRoute] public DateOnly Day { get; set; }

    public ComparedDayDetails Details { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct) => Details = await get.HandleAsync(new(Source, Day), ct);
}

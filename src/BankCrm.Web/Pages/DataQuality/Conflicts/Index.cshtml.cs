using BankCrm.Application.Common;
using BankCrm.Application.DataQuality.Conflicts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.DataQuality.Conflicts;

[Allow(ConflictPermissions.Read)]
public sealed class ListConflictsModel(IQueryHandler<ListConflicts, ConflictList> list) : PageModel
{
    [BindProperty(SupportsGet = true)] public bool Decided { get; set; }

    public ConflictList List { get; private set; } = null!;

    public async Task OnGetAsync(string? after, CancellationToken ct) => List = await list.HandleAsync(new(Decided, after), ct);
}

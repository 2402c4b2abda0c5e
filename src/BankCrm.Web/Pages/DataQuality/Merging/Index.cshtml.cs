using BankCrm.Application.Common;
using BankCrm.Application.DataQuality.Merging;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.DataQuality.Merging;

[Allow(MergePermissions.Propose, MergePermissions.Approve)]
public sealed class ListMergesModel(IQueryHandler<ListMerges, Page<MergeRow>> list, CurrentUser me) : PageModel
{
    [BindProperty(SupportsGet = true)] public MergeFilter? State { get; set; }

    public Page<MergeRow> Merges { get; private set; } = new([], null);

    public bool MayApprove => me.May(MergePermissions.Approve);

    public async Task OnGetAsync(string? after, CancellationToken ct) => Merges = await list.HandleAsync(new(State, after), ct);
}

using BankCrm.Application.Common;
using BankCrm.Application.Tasks;
using BankCrm.Application.Tasks.Queues;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Tasks.Queues;

/// <summary>Shows by what sums all that waits would be given away, and gives it away like that.</summary>
[Allow(TaskPermissions.Direct)]
public sealed class DealModel(IQueryHandler<GetDealing, DealingShown> getDealing, ICommandHandler<DealQueue> deal) : PageModel, ILoads
{
    [FromRoute] public Guid Id { get; set; }

    public DealingShown Dealing { get; private set; } = null!;

    /// <summary>Somebody would get something.</summary>
    public bool Any => Dealing.Rows.Any(r => r.Sum.Winner is not null);

    public async Task LoadAsync(CancellationToken ct) => Dealing = await getDealing.HandleAsync(new(Id), ct);

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(string? seen, CancellationToken ct)
    {
        await deal.HandleAsync(new(Id, seen ?? ""), ct);
        return this.Done("What waited is dealt out.", "Details", new { Id });
    }
}

using BankCrm.Application.Common;
using BankCrm.Application.Tasks;
using BankCrm.Application.Tasks.Queues;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Tasks.Queues;

/// <summary>The queues of the branches one works for.</summary>
[Allow(TaskPermissions.Work, TaskPermissions.ReadAll)]
public sealed class ListQueuesModel(IQueryHandler<ListQueues, Page<QueueRow>> list, CurrentUser me) : PageModel
{
    [FromQuery] public bool Closed { get; set; }

    [FromQuery] public string? After { get; set; }

    public Page<QueueRow> Queues { get; private set; } = null!;

    public bool MayKeep => me.May(TaskPermissions.KeepQueues);

    public async Task OnGetAsync(CancellationToken ct) => Queues = await list.HandleAsync(new(Closed, After), ct);
}

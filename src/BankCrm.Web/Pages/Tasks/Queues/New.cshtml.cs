using BankCrm.Application.Common;
using BankCrm.Application.Tasks;
using BankCrm.Application.Tasks.Queues;
using BankCrm.Web.Platform.Localisation;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace BankCrm.Web.Pages.Tasks.Queues;

/// <summary>Opens a queue.</summary>
[Allow(TaskPermissions.KeepQueues)]
public sealed class NewQueueModel(IQueryHandler<GetQueueForm, QueueForm> getForm, ICommandHandler<KeepQueue> keep, Text text) : PageModel, ILoads, IQueueForm
{
    [BindProperty] public KeepQueue Input { get; set; } = new();

    public QueueForm Form { get; private set; } = null!;

    public IEnumerable<SelectListItem> Branches => Form.Branches.Select(b => new SelectListItem(b.Label, b.Id.ToString()));

    public IEnumerable<SelectListItem> Takes => Form.Takes.Select(t => new SelectListItem(text[t], t.ToString()));

    public async Task LoadAsync(CancellationToken ct) => Form = await getForm.HandleAsync(new(), ct);

    public void OnGet() => Input = new();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await keep.HandleAsync(Input with { Version = null }, ct);
        return this.Done("The queue is open. Say who works in it.", "Edit", new { Input.Id });
    }
}

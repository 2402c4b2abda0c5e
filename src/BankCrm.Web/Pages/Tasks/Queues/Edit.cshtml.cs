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

/// <summary>How a queue is set up, and who works in it.</summary>
[Allow(TaskPermissions.KeepQueues)]
public sealed class EditQueueModel(
    IQueryHandler<GetQueueForm, QueueForm> getForm, ICommandHandler<KeepQueue> keep, ICommandHandler<RemoveMember> remove, ICommandHandler<CloseQueue> close, Text text)
    : PageModel, ILoads, IQueueForm
{
    [FromRoute] public Guid Id { get; set; }

    [BindProperty] public KeepQueue Input { get; set; } = new();

    public QueueForm Form { get; private set; } = null!;

    public IEnumerable<SelectListItem> Branches => [];

    public IEnumerable<SelectListItem> Takes => Form.Takes.Select(t => new SelectListItem(text[t], t.ToString()));

    public string NameOf(Guid? member) => Form.Colleagues.FirstOrDefault(c => c.Id == member)?.Label ?? text["No longer at work here"];

    public async Task LoadAsync(CancellationToken ct)
    {
        Form = await getForm.HandleAsync(new(Id), ct);
        if (Input.Version is null)
        {
            Input = Form.Queue; // the page is opened, or another of its forms was refused
        }
    }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostKeepAsync(CancellationToken ct)
    {
        await keep.HandleAsync(Input with { Id = Id, Version = Input.Version ?? 0 }, ct);
        return this.Done("The queue was changed.", "Details", new { Id });
    }

    public async Task<IActionResult> OnPostRemoveAsync(uint version, Guid staffId, CancellationToken ct)
    {
        await remove.HandleAsync(new(Id, version, staffId), ct);
        return this.Done("The members were changed.", "Edit", new { Id });
    }

    public async Task<IActionResult> OnPostCloseAsync(uint version, bool reopen, CancellationToken ct)
    {
        await close.HandleAsync(new(Id, version, reopen), ct);
        return this.Done(reopen ? "The queue is open again." : "The queue is closed.", "Details", new { Id });
    }
}

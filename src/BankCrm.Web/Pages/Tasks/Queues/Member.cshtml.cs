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

/// <summary>Says what a colleague does in a queue.</summary>
[Allow(TaskPermissions.KeepQueues)]
public sealed class MemberModel(IQueryHandler<GetQueueForm, QueueForm> getForm, ICommandHandler<KeepMember> keep, Text text) : PageModel, ILoads
{
    [FromRoute] public Guid Id { get; set; }

    /// <summary>Null: a new one.</summary>
    [FromQuery] public Guid? StaffId { get; set; }

    [BindProperty] public KeepMember Input { get; set; } = new();

    public QueueForm Form { get; private set; } = null!;

    /// <summary>Of a new one those who are not in it yet.</summary>
    public IEnumerable<SelectListItem> Colleagues => Form.Colleagues
        .Where(c => StaffId is null ? Form.Members.All(m => m.StaffId != c.Id) : c.Id == StaffId)
        .Select(c => new SelectListItem(c.Label, c.Id.ToString()));

    public string WordsHint => Form.Words.Count == 0
        ? text["In your own words, between commas: lending, wealth, corporate."]
        : text["Between commas. Used so far: {0}", string.Join(text[", "], Form.Words)];

    public async Task LoadAsync(CancellationToken ct) => Form = await getForm.HandleAsync(new(Id), ct);

    public void OnGet() => Input = (Form.Members.FirstOrDefault(m => m.StaffId == StaffId) ?? new()) with { Version = Form.Queue.Version ?? 0 };

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await keep.HandleAsync(Input with { QueueId = Id }, ct);
        return this.Done("The members were changed.", "Edit", new { Id });
    }
}

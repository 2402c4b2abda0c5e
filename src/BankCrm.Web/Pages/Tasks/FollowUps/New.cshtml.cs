using BankCrm.Application.Common;
using BankCrm.Application.Tasks;
using BankCrm.Application.Tasks.FollowUps;
using BankCrm.Domain.Common;
using BankCrm.Web.Platform.Localisation;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace BankCrm.Web.Pages.Tasks.FollowUps;

/// <summary>Plans what is to be done: by this form, or by the one line that stands on other pages.</summary>
[Allow(TaskPermissions.Work)]
public sealed class NewFollowUpModel(
    IQueryHandler<GetPlanning, FollowUpPlanning> getPlanning, IQueryHandler<WasPlanned, bool> wasPlanned, ICommandHandler<PlanFollowUp> plan, Text text) : PageModel, ILoads
{
    private const string Me = "";
    private const string Branch = "branch";
    private const string Queue = "queue:";

    [BindProperty] public PlanFollowUp Input { get; set; } = new();

    /// <summary>A colleague's id, a queue's, or nobody's yet.</summary>
    [BindProperty] public string? ForWhom { get; set; }

    [FromQuery] public Guid? CustomerId { get; set; }

    public FollowUpPlanning Planning { get; private set; } = null!;

    public string Back => Url.Content(Input.CustomerId is { } about ? $"~/customers/{about}" : "~/tasks");

    public IEnumerable<SelectListItem> Whom =>
    [
        new(text["Myself"], Me),
        new(text["Anyone in the branch"], Branch),
        .. Planning.Queues.Select(q => new SelectListItem(text["Queue: {0}", q.Label], Queue + q.Id)),
        .. Planning.Colleagues.Select(c => new SelectListItem(c.Label, c.Id.ToString())),
    ];

    public async Task LoadAsync(CancellationToken ct) => Planning = await getPlanning.HandleAsync(new(Input.CustomerId ?? CustomerId), ct);

    public void OnGet() => Input = new() { CustomerId = CustomerId };

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var command = Input with { ForBranch = ForWhom == Branch, OwnerId = Guid.TryParse(ForWhom, out var owner) ? owner : null, QueueId = QueueIn(ForWhom) };
        try
        {
            await plan.HandleAsync(command, ct);
        }
        catch (RefusedException) when (!ct.IsCancellationRequested)
        {
            if (!await wasPlanned.HandleAsync(new(Input.Id), ct))
            {
                throw;
            }
        }

        return this.Done("The follow-up is planned.", "Details", new { Input.Id });
    }

    private static Guid? QueueIn(string? whom) =>
        whom?.StartsWith(Queue, StringComparison.Ordinal) == true && Guid.TryParse(whom.AsSpan(Queue.Length), out var queue) ? queue : null;
}

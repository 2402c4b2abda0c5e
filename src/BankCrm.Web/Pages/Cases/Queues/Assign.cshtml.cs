using BankCrm.Application.Cases;
using BankCrm.Application.Cases.Queues;
using BankCrm.Application.Common;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace BankCrm.Web.Pages.Cases.Queues;

/// <summary>Who would get a case by rule, with the sum, before it is given; and in which queue it waits.</summary>
[Allow(CasePermissions.Work)]
public sealed class AssignCaseModel(IQueryHandler<GetCaseAssigning, CaseAssigning> getAssigning, ICommandHandler<AssignCaseByRule> assign, ICommandHandler<MoveCaseToQueue> move)
    : PageModel, ILoads
{
    [FromRoute] public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)] public Guid? QueueId { get; set; }

    [BindProperty] public string? Why { get; set; }

    public CaseAssigning Assigning { get; private set; } = null!;

    public IEnumerable<SelectListItem> Queues => Assigning.Queues.Select(q => new SelectListItem(q.Label, q.Id.ToString()));

    public async Task LoadAsync(CancellationToken ct) => Assigning = await getAssigning.HandleAsync(new(Id, QueueId), ct);

    public void OnGet() => QueueId ??= Assigning.QueueId is null ? Assigning.Suggested?.Id : null;

    public async Task<IActionResult> OnPostAssignAsync(uint version, string? seen, CancellationToken ct)
    {
        await assign.HandleAsync(new(Id, version, QueueId ?? default, seen ?? ""), ct);
        return this.Done("It is assigned. The sum stands below.", "/Cases/ServiceCases/Details", new { Id });
    }

    public async Task<IActionResult> OnPostMoveAsync(uint version, CancellationToken ct)
    {
        await move.HandleAsync(new(Id, version, QueueId, Why ?? ""), ct);
        return this.Done(QueueId is null ? "It lies with the branch again." : "It waits in the queue now.", "/Cases/ServiceCases/Details", new { Id });
    }
}

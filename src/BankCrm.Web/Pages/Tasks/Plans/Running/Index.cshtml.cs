using BankCrm.Application.Common;
using BankCrm.Application.Tasks;
using BankCrm.Application.Tasks.Plans;
using BankCrm.Web.Platform.Localisation;
using BankCrm.Web.Platform.Requests;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace BankCrm.Web.Pages.Tasks.Plans.Running;

/// <summary>Which plans run with which customers, and how far they are.</summary>
[Allow(TaskPermissions.Work, TaskPermissions.ReadAll)]
public sealed class ListRunningPlansModel(IQueryHandler<ListRunningPlans, RunningPlanList> list, Text text) : PageModel, ILoads
{
    [BindProperty(SupportsGet = true)] public RunningPlanView? Show { get; set; }

    [BindProperty(SupportsGet = true)] public Guid? PlanId { get; set; }

    [BindProperty(SupportsGet = true)] public bool Mine { get; set; }

    [BindProperty(SupportsGet = true)] public Guid? CustomerId { get; set; }

    [FromQuery] public string? After { get; set; }

    public RunningPlanList List { get; private set; } = null!;

    public IEnumerable<SelectListItem> Shows => Enum.GetValues<RunningPlanView>().Select(v => new SelectListItem(text[v], v.ToString()));

    public IEnumerable<SelectListItem> Whose => [new(text["Mine, or of my customers"], bool.TrueString)];

    public IEnumerable<SelectListItem> Choices => List.Choices.Select(p => new SelectListItem(p.Name.Here, p.Id.ToString()));

    public async Task LoadAsync(CancellationToken ct)
    {
        Show ??= RunningPlanView.Running;
        List = await list.HandleAsync(new(Show.Value, PlanId, Mine, CustomerId, After), ct);
    }

    public void OnGet()
    {
    }
}

using BankCrm.Application.Common;
using BankCrm.Application.Tasks;
using BankCrm.Application.Tasks.Plans;
using BankCrm.Domain.Common;
using BankCrm.Web.Platform.Requests;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace BankCrm.Web.Pages.Tasks.Plans;

/// <summary>
/// Starts a plan with each customer of a selection: by its own command in a piece of work of its own, so that one with whom it cannot be started keeps none of
/// the others. It is said of each what came of it.
/// </summary>
[Allow(TaskPermissions.StartPlans)]
public sealed class StartPlansModel(IQueryHandler<GetPlanSelection, PlanSelection> getSelection, OneByOne oneByOne) : PageModel, ILoads
{
    [FromRoute] public Guid Id { get; set; }

    [BindProperty] public Guid? PlanId { get; set; }

    public PlanSelection Selection { get; private set; } = null!;

    /// <summary>Null: nothing was done yet.</summary>
    public IReadOnlyList<(Guid RunningPlanId, Guid CustomerId, string Name, string? Problem)>? Outcomes { get; private set; }

    public IEnumerable<SelectListItem> Plans => Selection.Plans.Select(p => new SelectListItem(p.Name.Here, p.Id.ToString()));

    public async Task LoadAsync(CancellationToken ct) => Selection = await getSelection.HandleAsync(new(Id), ct);

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        Refuse.If(PlanId is null, "Choose a plan.");
        await LoadAsync(ct);
        var outcomes = new List<(Guid, Guid, string, string?)>();
        foreach (var (customer, name) in Selection.Customers)
        {
            var running = Guid.CreateVersion7();
            outcomes.Add((running, customer, name, await oneByOne.TryAsync(services =>
                services.GetRequiredService<ICommandHandler<StartPlan>>().HandleAsync(new(running, PlanId.Value, customer), ct))));
        }

        Outcomes = outcomes;
        return Page();
    }
}

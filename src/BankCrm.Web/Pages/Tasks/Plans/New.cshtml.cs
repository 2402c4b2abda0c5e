using BankCrm.Application.Common;
using BankCrm.Application.Tasks;
using BankCrm.Application.Tasks.Plans;
using BankCrm.Web.Platform.Localisation;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace BankCrm.Web.Pages.Tasks.Plans;

/// <summary>Writes an action plan.</summary>
[Allow(TaskPermissions.KeepPlans)]
public sealed class NewPlanModel(IQueryHandler<GetPlanForm, PlanForm> getForm, ICommandHandler<KeepPlan> keep, Text text) : PageModel, ILoads, IPlanForm
{
    [BindProperty] public KeepPlan Input { get; set; } = new();

    [FromQuery] public Guid? BranchId { get; set; }

    public PlanForm Form { get; private set; } = null!;

    public int? Added { get; private set; }

    public IEnumerable<SelectListItem> Owners => PlanShape.OwnersOf(Form, text);

    public async Task LoadAsync(CancellationToken ct) => Form = await getForm.HandleAsync(new(Id: null, Input.BranchId ?? BranchId), ct);

    public void OnGet() => Input = Form.Plan;

    /// <param name="act">A step more or less; nothing is kept then. Null: the plan is written.</param>
    public async Task<IActionResult> OnPostAsync(string? act, CancellationToken ct)
    {
        if (act is { Length: > 0 })
        {
            Input = PlanShape.Shaped(Input, act);
            Added = act == PlanShape.Add ? Input.Steps.Count - 1 : null;
            ModelState.Clear();
            await LoadAsync(ct);
            return Page();
        }

        await keep.HandleAsync(Input with { Version = null }, ct);
        return this.Done("The plan is written. Switch it on when it is right.", "Details", new { Input.Id });
    }
}

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

/// <summary>Changes an action plan for those that are started from now on.</summary>
[Allow(TaskPermissions.KeepPlans)]
public sealed class EditPlanModel(IQueryHandler<GetPlanForm, PlanForm> getForm, ICommandHandler<KeepPlan> keep, Text text) : PageModel, ILoads, IPlanForm
{
    [FromRoute] public Guid Id { get; set; }

    [BindProperty] public KeepPlan Input { get; set; } = new();

    public PlanForm Form { get; private set; } = null!;

    public string Name => new PlanName(Form.Plan.Name, Form.Plan.ChineseName).Here;

    public int? Added { get; private set; }

    public IEnumerable<SelectListItem> Owners => PlanShape.OwnersOf(Form, text);

    public async Task LoadAsync(CancellationToken ct) => Form = await getForm.HandleAsync(new(Id), ct);

    public void OnGet() => Input = Form.Plan;

    /// <param name="act">A step more or less; nothing is kept then. Null: the plan is changed.</param>
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

        await keep.HandleAsync(Input with { Id = Id, Version = Input.Version ?? 0 }, ct);
        return this.Done("The action plan was changed.", "Details", new { Id });
    }
}

using BankCrm.Application.Common;
using BankCrm.Application.Tasks;
using BankCrm.Application.Tasks.FollowUps;
using BankCrm.Application.Tasks.Plans;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Tasks.Plans;

/// <summary>One plan, with the days its steps would have.</summary>
[Allow(TaskPermissions.Work, TaskPermissions.ReadAll, TaskPermissions.KeepPlans)]
public sealed class PlanModel(IQueryHandler<GetPlan, PlanShown> getPlan, ICommandHandler<SwitchPlan> switchPlan, CurrentUser me) : PageModel, ILoads
{
    [FromRoute] public Guid Id { get; set; }

    public PlanShown Plan { get; private set; } = null!;

    public bool SeesRunning => me.May(FollowUpRights.SeeAny);

    public async Task LoadAsync(CancellationToken ct) => Plan = await getPlan.HandleAsync(new(Id), ct);

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostSwitchAsync(uint version, bool isOn, CancellationToken ct)
    {
        await switchPlan.HandleAsync(new(Id, version, isOn), ct);
        return this.Done(isOn ? "The plan is switched on." : "The plan is switched off. What runs goes on.", "Details", new { Id });
    }
}

using BankCrm.Application.Common;
using BankCrm.Application.Tasks;
using BankCrm.Application.Tasks.Plans;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Tasks.Plans.Running;

/// <summary>How far one plan is with one customer.</summary>
[Allow(TaskPermissions.Work, TaskPermissions.ReadAll)]
public sealed class RunningPlanModel(IQueryHandler<GetRunningPlan, RunningPlanShown> getPlan, ICommandHandler<StopPlan> stop) : PageModel, ILoads
{
    [FromRoute] public Guid Id { get; set; }

    [BindProperty] public string? Reason { get; set; }

    public RunningPlanShown Plan { get; private set; } = null!;

    public async Task LoadAsync(CancellationToken ct) => Plan = await getPlan.HandleAsync(new(Id), ct);

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostStopAsync(uint version, CancellationToken ct)
    {
        await stop.HandleAsync(new(Id, version, Reason ?? ""), ct);
        return this.Done("The plan is stopped.", "Details", new { Id });
    }
}

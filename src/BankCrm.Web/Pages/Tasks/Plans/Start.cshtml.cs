using BankCrm.Application.Common;
using BankCrm.Application.Tasks;
using BankCrm.Application.Tasks.Plans;
using BankCrm.Domain.Common;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Tasks.Plans;

/// <summary>Starts a plan with a customer, after it has shown what that brings.</summary>
[Allow(TaskPermissions.StartPlans)]
public sealed class StartPlanModel(
    IQueryHandler<GetPlanStart, PlanStart> getStart, IQueryHandler<WasStarted, bool> wasStarted, ICommandHandler<StartPlan> start) : PageModel, ILoads
{
    [FromQuery] public Guid CustomerId { get; set; }

    [FromQuery] public Guid? PlanId { get; set; }

    [BindProperty] public StartPlan Input { get; set; } = new(default, default, default);

    public PlanStart Start { get; private set; } = null!;

    public async Task LoadAsync(CancellationToken ct) => Start = await getStart.HandleAsync(new(CustomerId, PlanId), ct);

    public void OnGet() => Input = new(Guid.CreateVersion7(), PlanId ?? default, CustomerId);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        try
        {
            await start.HandleAsync(Input with { CustomerId = CustomerId }, ct);
        }
        catch (RefusedException) when (!ct.IsCancellationRequested)
        {
            if (!await wasStarted.HandleAsync(new(Input.Id), ct))
            {
                throw;
            }
        }

        return this.Done("The plan is started.", "Running/Details", new { Input.Id });
    }
}

using BankCrm.Application.Common;
using BankCrm.Application.Tasks;
using BankCrm.Application.Tasks.FollowUps;
using BankCrm.Application.Tasks.Plans;
using BankCrm.Domain.Tasks.Plans;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Tasks.Plans;

/// <summary>The plans of one's branches and those for every branch.</summary>
[Allow(TaskPermissions.Work, TaskPermissions.ReadAll, TaskPermissions.KeepPlans)]
public sealed class ListPlansModel(IQueryHandler<ListPlans, Page<PlanRow>> list, CurrentUser me) : PageModel
{
    [BindProperty(SupportsGet = true)] public bool? IsOn { get; set; }

    [BindProperty(SupportsGet = true)] public PlanFor? For { get; set; }

    [BindProperty(SupportsGet = true)] public bool? ByRule { get; set; }

    [FromQuery] public string? After { get; set; }

    public Page<PlanRow> Plans { get; private set; } = null!;

    public bool MayKeep => me.May(TaskPermissions.KeepPlans);

    public bool SeesRunning => me.May(FollowUpRights.SeeAny);

    public async Task OnGetAsync(CancellationToken ct) => Plans = await list.HandleAsync(new(IsOn, For, ByRule, After), ct);
}

using BankCrm.Application.Common;
using BankCrm.Application.Tasks;
using BankCrm.Application.Tasks.FollowUps;
using BankCrm.Domain.Tasks.FollowUps;
using BankCrm.Web.Platform.Localisation;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace BankCrm.Web.Pages.Tasks.FollowUps;

/// <summary>What is to be done, by when.</summary>
[Allow(TaskPermissions.Work, TaskPermissions.ReadAll)]
public sealed class ListFollowUpsModel(
    IQueryHandler<ListFollowUps, FollowUpList> list, ICommandHandler<ClaimFollowUp> claim, CurrentUser me, Text text) : PageModel, ILoads
{
    [BindProperty(SupportsGet = true)] public FollowUpView? View { get; set; }

    [BindProperty(SupportsGet = true)] public FollowUpWhen? When { get; set; }

    [BindProperty(SupportsGet = true)] public FollowUpKind? Kind { get; set; }

    [BindProperty(SupportsGet = true)] public FollowUpPriority? Priority { get; set; }

    [BindProperty(SupportsGet = true)] public FollowUpStatus? Status { get; set; }

    [BindProperty(SupportsGet = true)] public Guid? CustomerId { get; set; }

    [BindProperty(SupportsGet = true)] public Guid? OwnerId { get; set; }

    [BindProperty(SupportsGet = true)] public Guid? BranchId { get; set; }

    [FromQuery] public string? After { get; set; }

    public FollowUpList List { get; private set; } = null!;

    public bool MayPlan => me.May(TaskPermissions.Work);

    public bool SeesTeam => me.May(TaskPermissions.ReadAll);

    public bool IsEnded => View is FollowUpView.Ended;

    public string NewAddress => Url.Content("~/tasks/new") + (CustomerId is { } about ? $"?customerId={about}" : "");

    public IEnumerable<SelectListItem> Views => Enum.GetValues<FollowUpView>()
        .Where(v => MayPlan || v is FollowUpView.Everybody or FollowUpView.Branch or FollowUpView.Ended)
        .Select(v => new SelectListItem(text[v], v.ToString()));

    public async Task LoadAsync(CancellationToken ct)
    {
        View ??= MayPlan ? FollowUpView.Mine : FollowUpView.Everybody;
        List = await list.HandleAsync(new(View.Value, When, Kind, Priority, Status, CustomerId, OwnerId, BranchId, After), ct);
    }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostClaimAsync(Guid id, CancellationToken ct)
    {
        await claim.HandleAsync(new(id), ct);
        return this.Done("It is yours now.", "Details", new { id });
    }
}

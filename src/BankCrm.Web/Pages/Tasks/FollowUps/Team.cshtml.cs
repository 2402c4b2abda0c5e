using BankCrm.Application.Common;
using BankCrm.Application.Tasks;
using BankCrm.Application.Tasks.FollowUps;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace BankCrm.Web.Pages.Tasks.FollowUps;

/// <summary>Who of a branch has how much to do; each number opens the list behind it.</summary>
[Allow(TaskPermissions.ReadAll)]
public sealed class TeamModel(IQueryHandler<GetTeam, FollowUpTeam> getTeam) : PageModel
{
    [BindProperty(SupportsGet = true)] public Guid? BranchId { get; set; }

    public FollowUpTeam Team { get; private set; } = null!;

    public IEnumerable<SelectListItem> Branches => Team.Branches.Select(b => new SelectListItem(b.Label, b.Id.ToString()));

    public string ListOf(TeamRow row, FollowUpWhen? when) => Url.Content("~/tasks") + QueryString.Create(
        new Dictionary<string, string?>
        {
            ["show"] = row.OwnerId is null ? nameof(FollowUpView.Branch) : nameof(FollowUpView.Everybody),
            ["ownerId"] = row.OwnerId?.ToString(),
            ["branchId"] = Team.BranchId.ToString(),
            ["when"] = when?.ToString(),
        }.Where(part => part.Value is not null));

    public async Task OnGetAsync(CancellationToken ct)
    {
        Team = await getTeam.HandleAsync(new(BranchId), ct);
        BranchId = Team.BranchId;
    }
}

using BankCrm.Application.Cases;
using BankCrm.Application.Cases.ServiceCases;
using BankCrm.Application.Common;
using BankCrm.Application.Tasks;
using BankCrm.Application.Tasks.FollowUps;
using BankCrm.Web.Platform.Shell;

namespace BankCrm.Web.Pages.Analytics.BranchDay;

/// <param name="Busy">Of the team those who have something open, those with the most overdue first. Null: the colleague does not see others' follow-ups.</param>
/// <param name="Promises">Null: they do not see all cases of the branch.</param>
public sealed record BranchDayShown(IReadOnlyList<TeamRow>? Busy, BranchPromises? Promises);

/// <summary>What a branch manager looks at first: who has how much to do, and which promises are in danger.</summary>
internal sealed class BranchDayAtHome : IHomePanel
{
    public string Permission => TaskPermissions.Direct;

    public string View => "Analytics/BranchDay/_AtHome";

    public int Order => 5;

    public bool IsAside => true;

    public async Task<object?> LoadAsync(IServiceProvider services, CancellationToken ct)
    {
        var me = services.GetRequiredService<CurrentUser>();
        var team = me.May(TaskPermissions.ReadAll) ? await services.GetRequiredService<IQueryHandler<GetTeam, FollowUpTeam>>().HandleAsync(new(), ct) : null;
        var promises = me.May(CasePermissions.ReadAll) ? await services.GetRequiredService<IQueryHandler<GetBranchPromises, BranchPromises>>().HandleAsync(new(), ct) : null;
        return new BranchDayShown(
            team is null ? null : [.. team.Rows.Where(r => r.Open > 0).OrderByDescending(r => r.Overdue).ThenByDescending(r => r.Open)], promises);
    }
}

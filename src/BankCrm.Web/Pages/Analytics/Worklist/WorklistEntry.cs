using BankCrm.Application.Analytics.Worklist;
using BankCrm.Application.Common;
using BankCrm.Application.Recommendations;
using BankCrm.Application.Tasks;
using BankCrm.Application.Tasks.FollowUps;
using BankCrm.Web.Platform.Shell;

namespace BankCrm.Web.Pages.Analytics.Worklist;

internal sealed class WorklistEntry : IMenuEntry
{
    public string Permission => TaskPermissions.Work;

    public string Section => MenuSections.Work;

    public string Sentence => "Worklist";

    public string Icon => "list-numbers";

    public string Path => "/worklist";

    public int Order => 5;

    public string Keys => "g w";
}

/// <param name="First">The top of the worklist.</param>
/// <param name="More">How many more there are.</param>
/// <param name="MayOffer">They see whom to offer what.</param>
public sealed record WorklistAtHomeShown(FollowUpTally Tally, IReadOnlyList<WorklistItem> First, int More, bool MayOffer);

/// <summary>What to do now.</summary>
internal sealed class WorklistAtHome : IHomePanel
{
    private const int Shown = 8;

    public string Permission => TaskPermissions.Work;

    public string View => "Analytics/Worklist/_AtHome";

    public int Order => 10;

    public async Task<object?> LoadAsync(IServiceProvider services, CancellationToken ct)
    {
        var tally = await services.GetRequiredService<IQueryHandler<GetFollowUpTally, FollowUpTally>>().HandleAsync(new(), ct);
        var items = await services.GetRequiredService<IQueryHandler<GetWorklist, IReadOnlyList<WorklistItem>>>().HandleAsync(new(), ct);
        return new WorklistAtHomeShown(tally, [.. items.Take(Shown)], Math.Max(0, items.Count - Shown), services.GetRequiredService<CurrentUser>().May(RecommendationPermissions.List));
    }
}

using BankCrm.Application.Common;
using BankCrm.Domain.Campaigns.Planning;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Campaigns.Planning;

/// <summary>For those who make campaigns: what runs, what ends soon, and their own drafts. For those who decide or hand over: what waits for them.</summary>
[Allow(CampaignPermissions.Read)]
public sealed record GetCampaignsAtHome;

/// <param name="Reach">Null: it does not run.</param>
public sealed record CampaignAtHome(Guid Id, string Name, string Goal, CampaignState State, DateOnly EndsOn, CampaignReach? Reach);

/// <param name="Counted">How many there are in each view that concerns the user.</param>
/// <param name="Waiting">For the user's decision, the first to end first, as the next.</param>
public sealed record CampaignsAtHomeShown(
    IReadOnlyDictionary<CampaignView, int> Counted, IReadOnlyList<CampaignAtHome> Waiting, IReadOnlyList<CampaignAtHome> ToHandOver, IReadOnlyList<CampaignAtHome> Running, IReadOnlyList<CampaignAtHome> Drafts)
{
    public bool IsEmpty => Waiting.Count + ToHandOver.Count + Running.Count + Drafts.Count == 0;
}

internal sealed class GetCampaignsAtHomeHandler(CrmDb db, CurrentUser user, TimeProvider clock) : IQueryHandler<GetCampaignsAtHome, CampaignsAtHomeShown>
{
    private const int Most = 5;

    public async Task<CampaignsAtHomeShown> HandleAsync(GetCampaignsAtHome query, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        List<CampaignView> views = user.May(CampaignPermissions.Approve) ? [CampaignView.ForMe] : [];
        if (user.May(CampaignPermissions.Write))
        {
            views.AddRange([CampaignView.Running, CampaignView.Ending, CampaignView.MyDrafts]);
        }

        if (user.May(CampaignPermissions.HandOver))
        {
            views.Add(CampaignView.ToHandOver);
        }

        IQueryable<Placed> Of(CampaignView view)
        {
            var place = (int)view;
            return db.CampaignsIn(view, user, now).Select(c => new Placed { View = place, Id = c.Id, Name = c.Plan.Name, Goal = c.Plan.Goal, State = c.State, EndsOn = c.Plan.EndsOn });
        }

        // One statement for all of them: a bank has hundreds of campaigns, not thousands, that have not ended.
        var placed = views.Count == 0 ? [] : await views.Select(Of).Aggregate((all, next) => all.Concat(next)).ToListAsync(ct);
        var found = placed.ToLookup(c => (CampaignView)c.View);
        IEnumerable<Placed> First(CampaignView view) => found[view].OrderBy(c => c.EndsOn).ThenBy(c => c.Id).Take(Most);
        var running = First(CampaignView.Running).ToList();
        var reach = await db.ReachOfAsync(running.ConvertAll(c => c.Id), user, ct);
        return new(
            views.ToDictionary(v => v, v => found[v].Count()),
            [.. First(CampaignView.ForMe).Select(c => c.Shown(null))],
            [.. First(CampaignView.ToHandOver).Select(c => c.Shown(null))],
            [.. running.Select(c => c.Shown(reach.GetValueOrDefault(c.Id, CampaignReach.Nobody)))],
            [.. First(CampaignView.MyDrafts).Select(c => c.Shown(null))]);
    }

    private sealed class Placed
    {
        public required int View { get; init; }
        public required Guid Id { get; init; }
        public required string Name { get; init; }
        public required string Goal { get; init; }
        public required CampaignState State { get; init; }
        public required DateOnly EndsOn { get; init; }

        public CampaignAtHome Shown(CampaignReach? reach) => new(Id, Name, Goal, State, EndsOn, reach);
    }
}

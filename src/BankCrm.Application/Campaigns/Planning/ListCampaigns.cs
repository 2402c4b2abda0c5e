using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Domain.Customers.Occasions;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Campaigns.Planning;

/// <summary>Campaigns, the latest first.</summary>
/// <param name="Words">In the name or the goal.</param>
[Allow(CampaignPermissions.Read)]
public sealed record ListCampaigns(CampaignView View = CampaignView.Open, string? Words = null, string? After = null);

public sealed record CampaignListRow(
    Guid Id, string Name, string Goal, CampaignState State, string? Branch, string? Owner, DateOnly StartsOn, DateOnly EndsOn, OccasionKind? Occasion, IReadOnlyList<CampaignChannel> Channels,
    CampaignReach Reach);

internal sealed class ListCampaignsHandler(CrmDb db, CurrentUser user, StaffNames staff, TimeProvider clock) : IQueryHandler<ListCampaigns, Page<CampaignListRow>>
{
    private const int Size = 50;

    public async Task<Page<CampaignListRow>> HandleAsync(ListCampaigns query, CancellationToken ct)
    {
        var campaigns = db.CampaignsIn(query.View, user, clock.GetUtcNow());
        if (query.Words?.Trim().ToLowerInvariant() is { Length: > 0 } words)
        {
            campaigns = campaigns.Where(c => CrmDb.Lower(c.Plan.Name).Contains(words) || CrmDb.Lower(c.Plan.Goal).Contains(words));
        }

        if (Cursor.TryRead<(DateOnly StartsOn, Guid Id)>(query.After, out var last))
        {
            campaigns = campaigns.Where(c => c.Plan.StartsOn <= last.StartsOn && (c.Plan.StartsOn < last.StartsOn || c.Id < last.Id));
        }

        var found = await campaigns.OrderByDescending(c => c.Plan.StartsOn).ThenByDescending(c => c.Id).Take(Size + 1)
            .Select(c => new
            {
                c.Id,
                c.Plan.Name,
                c.Plan.Goal,
                c.State,
                Branch = db.Branches.Where(b => b.Id == c.ForBranchId).Select(b => b.Name).FirstOrDefault(),
                c.OwnerId,
                c.Plan.StartsOn,
                c.Plan.EndsOn,
                c.Plan.Occasion,
                c.Channels,
            }).ToListAsync(ct);
        var rows = found.Take(Size).ToList();
        var ids = rows.ConvertAll(c => c.Id);
        var reach = await db.ReachOfAsync(ids, user, ct);
        var names = await staff.OfAsync(db, rows.Select(c => c.OwnerId), ct);
        return new(
            [
                .. rows.Select(c => new CampaignListRow(
                    c.Id, c.Name, c.Goal, c.State, c.Branch, names.GetValueOrDefault(c.OwnerId), c.StartsOn, c.EndsOn, c.Occasion, c.Channels, reach.GetValueOrDefault(c.Id, CampaignReach.Nobody))),
            ],
            found.Count > Size ? Cursor.Write((rows[^1].StartsOn, rows[^1].Id)) : null);
    }
}

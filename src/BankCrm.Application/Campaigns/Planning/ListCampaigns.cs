using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Application.Segments.Membership;
using BankCrm.Domain.Campaigns.Contacts;
using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers.Occasions;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Campaigns.Planning;

public enum CampaignView
{
    [Means("Not ended")] Open,
    [Means("Waiting for approval")] ToDecide,
    [Means("Running")] Running,
    [Means("Ended")] Ended,
}

/// <summary>Campaigns, the latest first.</summary>
/// <param name="Words">In the name or the goal.</param>
[Allow(CampaignPermissions.Read)]
public sealed record ListCampaigns(CampaignView View = CampaignView.Open, string? Words = null, string? After = null);

/// <param name="Contacted">Of the branches the user sees. Null, as the next two: the audience is so small that they are not told.</param>
/// <param name="Bought">By those contacted.</param>
public sealed record CampaignListRow(
    Guid Id, string Name, string Goal, CampaignState State, string? Branch, string? Owner, DateOnly StartsOn, DateOnly EndsOn, OccasionKind? Occasion, IReadOnlyList<CampaignChannel> Channels,
    int? Contacted, int? Answered, int? Bought);

internal sealed class ListCampaignsHandler(CrmDb db, CurrentUser user, StaffNames staff) : IQueryHandler<ListCampaigns, Page<CampaignListRow>>
{
    private const int Size = 50;

    public async Task<Page<CampaignListRow>> HandleAsync(ListCampaigns query, CancellationToken ct)
    {
        List<CampaignState> states = query.View switch
        {
            CampaignView.ToDecide => [CampaignState.Proposed],
            CampaignView.Running => [CampaignState.Preparing, CampaignState.Running, CampaignState.Paused],
            CampaignView.Ended => [CampaignState.Stopped, CampaignState.Ended],
            _ => [CampaignState.Draft, CampaignState.Proposed, CampaignState.Approved, CampaignState.Preparing, CampaignState.Running, CampaignState.Paused],
        };
        var campaigns = db.CampaignsSeenBy(user).Where(c => states.Contains(c.State));
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
        var counts = await db.CampaignTallies.Where(t => ids.Contains(t.CampaignId) && (t.Arm != nameof(CampaignArm.Control) || t.Step == TallyStep.Control))
            .Where(t => t.Step == TallyStep.LeftOut || t.Step == TallyStep.Control || t.Step == TallyStep.Planned || t.Step == TallyStep.Sent || t.Step == TallyStep.Answered || t.Step == TallyStep.Bought)
            .GroupBy(t => new { t.CampaignId, t.Step }).Select(g => new { g.Key.CampaignId, g.Key.Step, Contacts = g.Sum(t => t.Contacts) }).ToListAsync(ct);
        var names = await staff.OfAsync(db, rows.Select(c => c.OwnerId), ct);
        var least = user.LeastTold;
        int Sum(Guid id, params TallyStep[] steps) => counts.Where(c => c.CampaignId == id && steps.Contains(c.Step)).Sum(c => c.Contacts);
        int? Count(Guid id, TallyStep step) => Sum(id, TallyStep.LeftOut, TallyStep.Control, TallyStep.Planned) is > 0 and var audience && audience < least ? null : Sum(id, step);
        return new(
            [
                .. rows.Select(c => new CampaignListRow(
                    c.Id, c.Name, c.Goal, c.State, c.Branch, names.GetValueOrDefault(c.OwnerId), c.StartsOn, c.EndsOn, c.Occasion, c.Channels,
                    Count(c.Id, TallyStep.Sent), Count(c.Id, TallyStep.Answered), Count(c.Id, TallyStep.Bought))),
            ],
            found.Count > Size ? Cursor.Write((rows[^1].StartsOn, rows[^1].Id)) : null);
    }
}

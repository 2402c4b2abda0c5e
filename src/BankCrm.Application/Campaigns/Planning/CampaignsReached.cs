using BankCrm.Application.Common;
using BankCrm.Application.Segments.Membership;
using BankCrm.Domain.Campaigns.Contacts;
using BankCrm.Domain.Campaigns.Planning;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Campaigns.Planning;

/// <summary>How far a campaign has come, of the branches the user sees.</summary>
/// <param name="Contacted">Null, as the next two: the audience is so small that they are not told.</param>
/// <param name="Bought">By those contacted.</param>
public sealed record CampaignReach(int? Contacted, int? Answered, int? Bought)
{
    public static readonly CampaignReach Nobody = new(0, 0, 0);
}

internal static class CampaignsReached
{
    /// <summary>Campaigns that are not named have reached nobody.</summary>
    public static async Task<IReadOnlyDictionary<Guid, CampaignReach>> ReachOfAsync(this CrmDb db, IReadOnlyList<Guid> campaigns, CurrentUser user, CancellationToken ct)
    {
        var counts = campaigns.Count == 0 ? [] : await db.CampaignTallies.Where(t => campaigns.Contains(t.CampaignId) && (t.Arm != nameof(CampaignArm.Control) || t.Step == TallyStep.Control))
            .Where(t => t.Step == TallyStep.LeftOut || t.Step == TallyStep.Control || t.Step == TallyStep.Planned || t.Step == TallyStep.Sent || t.Step == TallyStep.Answered || t.Step == TallyStep.Bought)
            .GroupBy(t => new { t.CampaignId, t.Step }).Select(g => new { g.Key.CampaignId, g.Key.Step, Contacts = g.Sum(t => t.Contacts) }).ToListAsync(ct);
        return counts.GroupBy(c => c.CampaignId).ToDictionary(g => g.Key, g =>
        {
            int Sum(params TallyStep[] steps) => g.Where(c => steps.Contains(c.Step)).Sum(c => c.Contacts);
            return Sum(TallyStep.LeftOut, TallyStep.Control, TallyStep.Planned) is > 0 and var audience && audience < user.LeastTold
                ? new CampaignReach(null, null, null) : new(Sum(TallyStep.Sent), Sum(TallyStep.Answered), Sum(TallyStep.Bought));
        });
    }
}

using BankCrm.Application.Common;
using BankCrm.Application.Customers.Occasions;
using BankCrm.Domain.Campaigns.Planning;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Campaigns.Audiences;

/// <summary>Brings customers into a campaign whose occasion has come: those of its audience, each occasion once, nobody again before the campaign's pause is over.</summary>
internal sealed class OccasionBringer(CrmDb db, CurrentUser user, CampaignAudiences audiences, ICampaignEngine engine, TimeProvider clock)
{
    /// <summary>In the transaction that is open.</summary>
    /// <returns>How many were new. None where the campaign does not run any more.</returns>
    public async Task<int> BringInAsync(Guid campaignId, IReadOnlyList<Occasion> occasions, CancellationToken ct)
    {
        var campaign = await db.Campaigns.AsSplitQuery().SingleAsync(c => c.Id == campaignId, ct);
        if (campaign.State is not CampaignState.Running)
        {
            return 0;
        }

        var now = clock.GetUtcNow();
        var since = now.AddDays(-campaign.Plan.CoolDownDays);
        var (ids, keys) = (occasions.Select(o => o.CustomerId).ToList(), occasions.Select(o => o.Key).ToList());
        var known = await db.CampaignContacts.Where(c => c.CampaignId == campaign.Id && ids.Contains(c.CustomerId) && (c.PlannedAt > since || keys.Contains(c.Occasion!)))
            .Select(c => new { c.CustomerId, c.Occasion, IsRecent = c.PlannedAt > since && c.LeftOut == null }).ToListAsync(ct);
        var (recent, had) = (known.Where(c => c.IsRecent).Select(c => c.CustomerId).ToHashSet(), known.Select(c => c.Occasion).ToHashSet());
        var fresh = occasions.Where(o => !recent.Contains(o.CustomerId) && !had.Contains(o.Key)).ToList();
        var brief = CampaignBrief.Of(campaign);
        return fresh.Count == 0 ? 0 : await engine.BringInAsync(brief, await audiences.OfAsync(db, user, brief, ct), fresh, now, ct);
    }
}

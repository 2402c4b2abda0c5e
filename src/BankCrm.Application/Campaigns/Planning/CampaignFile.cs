using BankCrm.Application.Common;
using BankCrm.Application.Segments.Definitions;
using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Domain.Common;
using BankCrm.Domain.Segments.Definitions;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Campaigns.Planning;

/// <summary>Which campaigns there are for somebody, and how one is brought in whole.</summary>
internal static class CampaignFile
{
    extension(CrmDb db)
    {
        /// <summary>The bank's, and those for a branch of theirs.</summary>
        public IQueryable<Campaign> CampaignsSeenBy(CurrentUser user)
        {
            var (all, branches) = (user.SeesAllBranches, user.Branches);
            return db.Campaigns.Where(c => all || c.ForBranchId == null || branches.Contains(c.ForBranchId!.Value));
        }

        /// <summary>To change it.</summary>
        /// <exception cref="NotFoundException">There is none for them.</exception>
        public async Task<Campaign> CampaignToChangeAsync(Guid id, uint version, CurrentUser user, CancellationToken ct)
        {
            var campaign = await db.ForChangeAsync<Campaign>(id, version, ct);
            if (!user.SeesAllBranches && campaign.ForBranchId is { } branch && !user.Branches.Contains(branch))
            {
                throw new NotFoundException();
            }

            return campaign;
        }

        /// <exception cref="RefusedException">A segment is not there, not in use, or somebody's own.</exception>
        public async Task RefuseSegmentsAsync(CampaignAudience audience, CurrentUser user, CancellationToken ct)
        {
            var wanted = audience.Include.Concat(audience.Exclude).Distinct().ToList();
            var found = await db.SegmentsSeenBy(user).Where(s => wanted.Contains(s.Id) && s.RetiredAt == null).Select(s => new { s.Name, s.Reach }).ToListAsync(ct);
            Refuse.If(found.Count < wanted.Count, "One of the segments is not there any more.");
            var own = found.Find(s => s.Reach is SegmentReach.Own);
            Refuse.If(own is not null, "“{0}” is seen by its maker only: whoever approves the campaign could not look at it. Let the branch or the bank see it first.", own?.Name ?? "");
        }
    }

    extension(CurrentUser user)
    {
        /// <summary>Those of a branch are decided on by whoever decides there, the bank's by who sees the bank.</summary>
        public bool MayDecideOn(Guid? forBranchId) =>
            user.May(CampaignPermissions.Approve) && (user.SeesAllBranches || (forBranchId is { } branch && user.Branches.Contains(branch)));
    }
}

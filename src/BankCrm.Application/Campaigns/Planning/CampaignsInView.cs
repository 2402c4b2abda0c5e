using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Campaigns.Contacts;
using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Domain.Common;

namespace BankCrm.Application.Campaigns.Planning;

public enum CampaignView
{
    [Means("Not ended")] Open,
    [Means("Waiting for approval")] ToDecide,

    /// <summary>By the user.</summary>
    [Means("Waiting for your decision")] ForMe,

    [Means("Running")] Running,

    /// <summary>Of those that run.</summary>
    [Means("Ending within 14 days")] Ending,

    [Means("Your own drafts")] MyDrafts,

    /// <summary>By letter or WeChat, of the branches the user sees, by them.</summary>
    [Means("With letters or WeChat messages to hand over")] ToHandOver,

    [Means("Ended")] Ended,
}

/// <summary>What a list of campaigns shows, and what the home page counts.</summary>
internal static class CampaignsInView
{
    private const int EndingDays = 14;

    private static readonly List<CampaignState> Running = [CampaignState.Preparing, CampaignState.Running, CampaignState.Paused];
    private static readonly List<CampaignState> Ended = [CampaignState.Stopped, CampaignState.Ended];
    private static readonly List<CampaignState> Open = [CampaignState.Draft, CampaignState.Proposed, CampaignState.Approved, .. Running];

    public static IQueryable<Campaign> CampaignsIn(this CrmDb db, CampaignView view, CurrentUser user, DateTimeOffset now)
    {
        var (campaigns, today) = (db.CampaignsSeenBy(user), Branch.DayAt(now));
        var (me, all, branches, until) = (user.StaffId ?? Guid.Empty, user.SeesAllBranches, user.Branches, today.AddDays(EndingDays));
        return view switch
        {
            CampaignView.ToDecide => campaigns.Where(c => c.State == CampaignState.Proposed),
            CampaignView.ForMe when !user.May(CampaignPermissions.Approve) => campaigns.Where(_ => false),
            CampaignView.ForMe => campaigns.Where(c => c.State == CampaignState.Proposed && c.ProposedBy != me && c.OwnerId != me && (all || (c.ForBranchId != null && branches.Contains(c.ForBranchId!.Value)))),
            CampaignView.Running => campaigns.Where(c => Running.Contains(c.State)),
            CampaignView.Ending => campaigns.Where(c => Running.Contains(c.State) && c.Plan.EndsOn <= until),
            CampaignView.MyDrafts => campaigns.Where(c => c.State == CampaignState.Draft && c.OwnerId == me),
            CampaignView.ToHandOver when !user.May(CampaignPermissions.HandOver) => campaigns.Where(_ => false),
            CampaignView.ToHandOver => campaigns.Where(c => c.State == CampaignState.Running && c.ProposedBy != me && c.OwnerId != me && db.CampaignContacts.Any(k =>
                k.CampaignId == c.Id && k.State == ContactState.Planned && (k.Channel == CampaignChannel.Letter || k.Channel == CampaignChannel.WeChat) && k.DueAt <= now)),
            CampaignView.Ended => campaigns.Where(c => Ended.Contains(c.State)),
            _ => campaigns.Where(c => Open.Contains(c.State)),
        };
    }
}

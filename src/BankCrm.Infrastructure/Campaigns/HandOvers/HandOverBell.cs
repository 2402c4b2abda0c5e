using BankCrm.Application.Admin.Users;
using BankCrm.Application.Campaigns;
using BankCrm.Application.Campaigns.HandOvers;
using BankCrm.Application.Common;
using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Domain.Tasks.Notices;
using BankCrm.Infrastructure.Platform.Database;
using BankCrm.Infrastructure.Platform.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Infrastructure.Campaigns.HandOvers;

/// <summary>Tells those who may hand over, but whoever made the campaign, that its letters or WeChat messages wait: once for each campaign and channel, whichever instance is first.</summary>
internal sealed class HandOverBell(IServiceScopeFactory scopes, TimeProvider clock) : IJob
{
    private const string Job = "hand-overs";

    // Told at the moment the audience was written down, which a campaign has once: the key of notices then refuses a second one.
    private const string Tell =
        """
        insert into notices (id, branch_id, staff_id, kind, about_id, at, moment)
        select $1, $2, $3, $4, $5, $6, $7
        where not exists (select from notices n where n.about_id = $5 and n.kind = $4 and n.moment = $7 and n.staff_id = $3)
        on conflict do nothing
        """;

    public TimeSpan Pause { get; } = TimeSpan.FromMinutes(2);

    public async Task<bool> RunNextAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var campaigns = await scopes.AsSystemAsync(Job, db => db.Campaigns
            .Where(c => c.State == CampaignState.Running && c.PreparedAt != null).OrderBy(c => c.Id)
            .Select(c => new { c.Id, c.OwnerId, c.ProposedBy, Since = c.PreparedAt!.Value, c.Channels }).ToListAsync(ct));
        foreach (var campaign in campaigns.Where(c => c.Channels.Any(h => h.IsHandedOver)))
        {
            List<Guid> makers = campaign.ProposedBy is { } proposer ? [campaign.OwnerId, proposer] : [campaign.OwnerId];
            await scopes.AsSystemAsync(Job, db => TellAsync(db, campaign.Id, makers, campaign.Since, now, ct));
        }

        return false;
    }

    private static async Task<int> TellAsync(CrmDb db, Guid campaign, IReadOnlyList<Guid> makers, DateTimeOffset since, DateTimeOffset now, CancellationToken ct)
    {
        var waiting = await db.WaitingForFile(campaign, now).Select(c => new { Channel = c.Channel!.Value, c.BranchId }).Distinct().ToListAsync(ct);
        foreach (var channel in waiting.GroupBy(w => w.Channel, w => w.BranchId))
        {
            var kind = channel.Key is CampaignChannel.Letter ? NoticeKind.LettersWait : NoticeKind.WeChatWaits;
            foreach (var told in await db.StaffReachingAsync([.. channel], CampaignPermissions.HandOver, makers, now, ct))
            {
                await db.ExecuteAsync(Tell, ct, Guid.CreateVersion7(now), told.BranchId, told.StaffId, kind.ToString(), campaign, now, since);
            }
        }

        return waiting.Count;
    }
}

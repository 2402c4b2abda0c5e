using BankCrm.Application.Campaigns;
using BankCrm.Application.Campaigns.Audiences;
using BankCrm.Application.Campaigns.Sending;
using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Campaigns.Contacts;
using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Domain.Common;
using BankCrm.Infrastructure.Platform.Database;
using BankCrm.Infrastructure.Platform.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Infrastructure.Campaigns;

/// <summary>
/// Does what campaigns need beside sending: writes audiences down, gives calls to colleagues, reminds, ends what is over. Whatever it did half, it finds again
/// and finishes; what two instances do at once, one of them does.
/// </summary>
internal sealed class CampaignKeeper(IServiceScopeFactory scopes, TimeProvider clock) : IJob
{
    private const int MostCalls = 50;
    private const int MostSwept = 10_000;

    private static readonly CurrentUser Keeper = CurrentUser.System("campaigns", CampaignPermissions.Prepare);

    /// <summary>Who is to be reminded is looked for among all who were contacted: not with every round.</summary>
    private static readonly TimeSpan BetweenReminders = TimeSpan.FromMinutes(10);

    private readonly Dictionary<Guid, DateTimeOffset> reminded = [];

    public TimeSpan Pause { get; } = TimeSpan.FromSeconds(3);

    public async Task<bool> RunNextAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var today = Branch.DayAt(now);
        var campaigns = await scopes.AsSystemAsync("campaigns", db => db.Campaigns
            .Where(c => c.State == CampaignState.Preparing || c.State == CampaignState.Running || c.State == CampaignState.Paused)
            .OrderBy(c => c.Id).Select(c => new { c.Id, c.State, c.Plan.EndsOn, c.Plan.Reminders, c.Plan.ReminderDays, c.Plan.Occasion }).ToListAsync(ct));
        var found = await SweepAsync(ct);
        foreach (var campaign in campaigns)
        {
            ct.ThrowIfCancellationRequested();
            if (campaign.State is CampaignState.Preparing)
            {
                await DoAsync(new PrepareCampaign(campaign.Id));
                found = true;
            }
            else if (campaign.EndsOn < today)
            {
                await DoAsync(new EndCampaign(campaign.Id));
                found = true;
            }
            else if (campaign.State is CampaignState.Running)
            {
                found |= await GiveAsync(campaign.Id, now, ct);
                if (campaign is { Reminders: > 0, Occasion: null } && !(reminded.TryGetValue(campaign.Id, out var last) && now - last < BetweenReminders))
                {
                    if (await RemindAsync(campaign.Id, campaign.Reminders, campaign.ReminderDays, now, ct))
                    {
                        found = true; // there may be more
                    }
                    else
                    {
                        reminded[campaign.Id] = now;
                    }
                }
            }
        }

        return found;
    }

    // Another instance was faster.
    private async Task DoAsync<TCommand>(TCommand command)
    {
        try
        {
            await scopes.SendAsync(Keeper, command);
        }
        catch (Exception e) when (e is RefusedException or ConflictException)
        {
            return;
        }
    }

    /// <summary>Calls become follow-ups; a word at the counter waits for their next visit.</summary>
    private async Task<bool> GiveAsync(Guid campaign, DateTimeOffset now, CancellationToken ct)
    {
        var (counter, calls) = await scopes.AsSystemAsync("campaigns", async db => (
            await db.ExecuteAsync(
                """
                update campaign_contacts c set state = 'WithColleague', changed_at = $2
                where c.id in (
                  select k.id from campaign_contacts k where k.campaign_id = $1 and k.state = 'Planned' and k.due_at <= $2 and k.channel = 'Counter'
                  order by k.due_at limit $3 for update skip locked)
                """,
                ct, campaign, now, MostSwept),
            await db.CampaignContacts.Where(c => c.CampaignId == campaign && c.State == ContactState.Planned && c.DueAt <= now && c.Channel == CampaignChannel.Call)
                .OrderBy(c => c.DueAt).Select(c => c.Id).Take(MostCalls).ToListAsync(ct)));
        if (calls.Count > 0)
        {
            await DoAsync(new GiveCalls(campaign, calls));
        }

        return counter > 0 || calls.Count > 0;
    }

    /// <summary>Who was contacted and said nothing is contacted once more, by the same way.</summary>
    private Task<bool> RemindAsync(Guid campaign, int most, int days, DateTimeOffset now, CancellationToken ct) => scopes.AsSystemAsync("campaigns", async db => await db.ExecuteAsync(
        """
        insert into campaign_contacts (id, campaign_id, customer_id, branch_id, wave, arm, channel, state, code, planned_at, due_at, tries, changed_at)
        select d.id, d.campaign_id, d.customer_id, d.branch_id, d.wave + 1, d.arm, d.channel, 'Planned', right(d.id::text, 12), $4, $4, 0, $4
        from (
          select gen_random_uuid() as id, c.campaign_id, c.customer_id, c.branch_id, c.wave, c.arm, c.channel
          from campaign_contacts c
          where c.campaign_id = $1 and c.state in ('Sent', 'Kept') and c.channel in ('Sms', 'Email', 'Letter', 'WeChat') and c.wave <= $2 and c.sent_at < $3
            and c.answered_at is null and c.opted_out_at is null and c.bounced_at is null and c.bought_on is null
            and not exists (select from campaign_contacts n where n.campaign_id = c.campaign_id and n.customer_id = c.customer_id and n.wave > c.wave)
          limit $5) d
        on conflict do nothing
        """,
        ct, campaign, most, now.AddDays(-days), now, MostSwept) > 0);

    /// <summary>Of campaigns that are over, nothing waits any more.</summary>
    private Task<bool> SweepAsync(CancellationToken ct) => scopes.AsSystemAsync("campaigns", async db => await db.ExecuteAsync(
        """
        update campaign_contacts c set state = 'Refused', reason = 'Stopped', changed_at = $1
        where c.id in (
          select k.id from campaigns g join campaign_contacts k on k.campaign_id = g.id and k.state = 'Planned'
          where g.state in ('Stopped', 'Ended') limit $2
          for update of k skip locked)
        """,
        ct, clock.GetUtcNow(), MostSwept) > 0);
}

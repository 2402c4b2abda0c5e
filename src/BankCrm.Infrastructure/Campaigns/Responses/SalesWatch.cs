using BankCrm.Application.Common;
using BankCrm.Infrastructure.Platform.Database;
using BankCrm.Infrastructure.Platform.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Infrastructure.Campaigns.Responses;

/// <summary>
/// Finds what campaigns sold: an account of the campaign's product, opened by its first holder within the window after the contact. Of several contacts the last
/// one counts, of several accounts the first, and each account counts once: a customer who was reminded counts once for a campaign, though there are two contacts and may be two accounts. Where each
/// occasion brings them in anew, once for each occasion. The control group is looked at in the same way, from the day the audience was written down.
/// </summary>
internal sealed class SalesWatch(IServiceScopeFactory scopes, TimeProvider clock) : IJob
{
    private const int MostAtOnce = 5000;

    // Two instances at once: the second waits, and looks only then, so that it finds the sales of the first taken.
    private const string Wait = "select pg_advisory_xact_lock(hashtext('campaign sales'))";

    private const string Find =
        """
        with running as materialized (
          select g.id, g.plan_product_id as product_id, g.plan_window_days as days, g.plan_starts_on as since from campaigns g
          where g.plan_product_id is not null and g.prepared_at is not null and g.plan_ends_on + g.plan_window_days >= ($1 at time zone 'Asia/Shanghai')::date - 7),
        candidates as (
          select a.id as account_id, a.opened_on, k.id as contact_id, k.campaign_id, k.customer_id, coalesce(k.occasion, '') as occasion, coalesce(k.sent_at, k.planned_at) as at
          from running g
          join accounts a on a.product_id = g.product_id and a.opened_on >= g.since
          join account_holders h on h.account_id = a.id and h.role = 'Owner'
          join campaign_contacts k on k.campaign_id = g.id and k.customer_id = h.customer_id
          where k.bought_on is null and (k.arm = 'Control' or k.sent_at is not null)
            and a.opened_on >= (coalesce(k.sent_at, k.planned_at) at time zone 'Asia/Shanghai')::date
            and a.opened_on <= (coalesce(k.sent_at, k.planned_at) at time zone 'Asia/Shanghai')::date + g.days
            and not exists (select from campaign_contacts b where b.bought_account_id = a.id)
            and not exists (select from campaign_contacts o where o.campaign_id = k.campaign_id and o.customer_id = k.customer_id and o.bought_on is not null
              and o.occasion is not distinct from k.occasion)),
        last_contact as (select distinct on (account_id) account_id, opened_on, contact_id, campaign_id, customer_id, occasion from candidates order by account_id, at desc, contact_id),
        first_account as (
          select distinct on (campaign_id, customer_id, occasion) contact_id, account_id, opened_on from last_contact
          order by campaign_id, customer_id, occasion, opened_on, account_id)
        update campaign_contacts c set bought_on = f.opened_on, bought_account_id = f.account_id, changed_at = $1
        from (select * from first_account order by contact_id limit $2) f
        where c.id = f.contact_id and c.bought_on is null
        """;

    public TimeSpan Pause { get; } = TimeSpan.FromMinutes(5);

    public async Task<bool> RunNextAsync(CancellationToken ct) =>
        await scopes.AsSystemAsync("campaign sales", async db =>
        {
            await db.ExecuteAsync(Wait, ct);
            return await db.ExecuteAsync(Find, ct, clock.GetUtcNow(), MostAtOnce);
        }) == MostAtOnce;
}

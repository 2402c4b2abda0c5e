using BankCrm.Application.Common;
using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Domain.Customers.Occasions;
using BankCrm.Domain.Products.Catalogue;
using BankCrm.Domain.Segments.Scores;
using BankCrm.Infrastructure.Platform.Database;
using NpgsqlTypes;

namespace BankCrm.Infrastructure.Campaigns.Histories;

/// <summary>A contact whose window is over.</summary>
internal sealed record PastContact(Guid Id, Guid CustomerId, DateOnly Day, bool Came, CampaignChannel Channel, CampaignArm Arm, OccasionKind? Occasion, ProductClass? Product);

/// <summary>Finds contacts to gather. Reminders belong to the contact they remind of; the control group was not contacted, and what it does says nothing of contacts.</summary>
internal static class GatherSql
{
    /// <summary>So many days after the window answers and accounts may still arrive.</summary>
    public const int LateDays = 7;

    private const string Contacted =
        """
        from campaign_contacts k
        join campaigns g on g.id = k.campaign_id
        join customers c on c.id = k.customer_id and c.merged_into_id is null
        where k.campaign_id = any($1) and k.arm in ('A', 'B') and k.state in ('Sent', 'Kept') and k.sent_at is not null and k.bounced_at is null and (k.wave = 1 or k.occasion is not null)
        """;

    private const string IsOver = "(k.sent_at at time zone 'Asia/Shanghai')::date + g.plan_window_days + $2 < $3";

    private const string Read =
        """
        with past as (
          select k.id, k.campaign_id, k.customer_id, k.occasion, k.channel, k.arm, g.plan_occasion, g.plan_product_id, p.class,
            (k.sent_at at time zone 'Asia/Shanghai')::date as day, (k.sent_at at time zone 'Asia/Shanghai')::date + g.plan_window_days as until
          from campaign_contacts k join campaigns g on g.id = k.campaign_id left join products p on p.id = g.plan_product_id
          where k.id = any($1))
        select s.id, s.customer_id, s.day, s.channel, s.arm, s.plan_occasion, s.class,
          exists (
            select from campaign_contacts n
            where n.campaign_id = s.campaign_id and n.customer_id = s.customer_id and (n.id = s.id or (s.occasion is null and n.occasion is null))
              and n.answer in ('Interested', 'Bought') and (n.answered_at at time zone 'Asia/Shanghai')::date between s.day and s.until) as yes,
          exists (
            select from account_holders h join accounts a on a.id = h.account_id
            where h.customer_id = s.customer_id and h.role = 'Owner' and a.product_id = s.plan_product_id and a.opened_on between s.day and s.until) as bought
        from past s
        """;

    /// <summary>The campaigns of the terms: of a kind of product, those that there are by now.</summary>
    public static Task<IReadOnlyList<Guid>> CampaignsAsync(CrmDb db, GatherTerms terms, CancellationToken ct) => db.ReadAsync(
        "select g.id from campaigns g left join products p on p.id = g.plan_product_id where g.prepared_at is not null and (g.id = any($1) or p.class = $2) order by g.id",
        row => row.GetGuid(0), ct, terms.Campaigns.Select(c => c.Id).ToArray(), (NpgsqlDbType.Text, terms.AllOf?.ToString()));

    /// <summary>Contacts that are over and not in the history yet, the earliest first.</summary>
    public static Task<IReadOnlyList<Guid>> NewAsync(CrmDb db, Guid history, IReadOnlyList<Guid> campaigns, DateOnly today, CancellationToken ct) => db.ReadAsync(
        $"""
        select k.id {Contacted} and {IsOver} and not exists (select from outcome_rows r where r.history_id = $4 and r.source_id = k.id)
        order by k.sent_at, k.id limit $5
        """,
        row => row.GetGuid(0), ct, campaigns.ToArray(), LateDays, today, history, OutcomeHistory.MostRows + 1);

    /// <summary>How many contacts nobody knows the outcome of yet.</summary>
    public static async Task<int> OpenAsync(CrmDb db, IReadOnlyList<Guid> campaigns, DateOnly today, CancellationToken ct) => (int)(await db.ReadAsync(
        $"select count(*) {Contacted} and not {IsOver}", row => row.GetInt64(0), ct, campaigns.ToArray(), LateDays, today))[0];

    /// <summary>What they were, and what came of them.</summary>
    public static Task<IReadOnlyList<PastContact>> ReadAsync(CrmDb db, IReadOnlyList<Guid> contacts, GatheredOutcome outcome, CancellationToken ct) => db.ReadAsync(
        Read,
        row => new PastContact(
            row.GetGuid(0), row.GetGuid(1), row.GetFieldValue<DateOnly>(2),
            (outcome is not GatheredOutcome.Bought && row.GetBoolean(7)) || (outcome is not GatheredOutcome.SaidYes && row.GetBoolean(8)),
            Enum.Parse<CampaignChannel>(row.GetString(3)), Enum.Parse<CampaignArm>(row.GetString(4)),
            row.IsDBNull(5) ? null : Enum.Parse<OccasionKind>(row.GetString(5)), row.IsDBNull(6) ? null : Enum.Parse<ProductClass>(row.GetString(6))),
        ct, contacts.ToArray());
}

using BankCrm.Application.Common;
using BankCrm.Domain.Campaigns.Contacts;
using BankCrm.Domain.Campaigns.HandOvers;
using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Consents;
using BankCrm.Infrastructure.Platform.Database;
using NpgsqlTypes;

namespace BankCrm.Infrastructure.Campaigns.HandOvers;

/// <summary>Somebody whose turn it is to be handed over, with what decides whether they may be.</summary>
/// <param name="AddressId">Of a contact point, or a postal address. Null: none can be used.</param>
internal sealed record ContactToHandOver(
    Guid Id, Guid CustomerId, CampaignArm Arm, string Code, string Customer, CustomerLanguage Language, bool IsProtected, string Branch, byte[]? Key,
    Guid? AddressId, byte[]? Address, ContactGates Gates);

/// <summary>The statements of a file of letters or WeChat messages, each within the transaction that is open.</summary>
internal static class HandOverSql
{
    /// <summary>Longer than some thousand contacts ever take: beyond it, whoever wrote the file is taken for dead.</summary>
    private const string Lease = "interval '60 seconds'";

    // Where letters go to: their mailing address, else the main one.
    private const string PostalAddress =
        """
        select o.id, o.text as value from addresses o
        where o.customer_id = t.customer_id and (o.kind = 'Mailing' or o.is_main) order by o.kind = 'Mailing' desc, o.is_main desc, o.id limit 1
        """;

    private const string WeChat =
        """
        select w.id, w.value from (
          select o.id, o.value, o.is_preferred, count(*) over () as points from contact_points o
          where o.customer_id = t.customer_id and o.ended_on is null and o.kind = 'WeChat' order by o.is_preferred desc, o.id limit 1) w
        where w.is_preferred or w.points = 1
        """;

    /// <summary>Takes the oldest that nobody works at. Null: there is none.</summary>
    public static async Task<Guid?> LeaseAsync(CrmDb db, string worker, CancellationToken ct)
    {
        await using var command = db.Command(
            $"""
            update campaign_hand_overs set leased_by = $1, leased_until = now() + {Lease}, written = 0
            where id = (
              select h.id from campaign_hand_overs h where h.state = 'Waiting' and (h.leased_until is null or h.leased_until < now())
              order by h.id limit 1 for update skip locked)
            returning id
            """,
            worker);
        return await command.ExecuteScalarAsync(ct) as Guid?;
    }

    /// <summary>False: another process has it.</summary>
    public static async Task<bool> TellAsync(CrmDb db, Guid handOver, string worker, int written, CancellationToken ct) => await db.ExecuteAsync(
        $"update campaign_hand_overs set written = $3, leased_until = now() + {Lease} where id = $1 and leased_by = $2 and state = 'Waiting'", ct, handOver, worker, written) == 1;

    public static Task ReleaseAsync(CrmDb db, Guid handOver, string worker, CancellationToken ct) =>
        db.ExecuteAsync("update campaign_hand_overs set leased_by = null, leased_until = null where id = $1 and leased_by = $2", ct, handOver, worker);

    /// <summary>The next ones after a contact, whom no other transaction has. What the user does not see, the database does not show here either.</summary>
    public static Task<IReadOnlyList<ContactToHandOver>> TakeAsync(CrmDb db, CampaignHandOver handOver, Guid after, DateTimeOffset now, int most, CancellationToken ct) => db.ReadAsync(
        $"""
        with taken as materialized (
          select k.id, k.campaign_id, k.customer_id, k.branch_id, k.wave, k.arm, k.code, k.occasion from campaign_contacts k
          where k.campaign_id = $1 and k.channel = '{handOver.Channel}' and k.wave = $2 and k.state = 'Planned' and k.due_at <= $3 and k.id > $4
            and exists (select from campaigns g where g.id = $1 and g.state = 'Running')
          order by k.id limit $5
          for update skip locked)
        select t.id, t.customer_id, t.arm, t.code, u.name, u.language, u.is_protected, b.name, k.wrapped, p.id, p.value,
          {ContactGates.Columns("$6")}
        from taken t
        join customers u on u.id = t.customer_id
        join branches b on b.id = t.branch_id
        left join customer_keys k on k.customer_id = t.customer_id
        left join standing_consents a on a.customer_id = t.customer_id
        left join lateral ({(handOver.Channel is CampaignChannel.Letter ? PostalAddress : WeChat)}) p on true
        order by t.id
        """,
        row => new ContactToHandOver(
            row.GetGuid(0), row.GetGuid(1), Enum.Parse<CampaignArm>(row.GetString(2)), row.GetString(3), row.GetString(4), Enum.Parse<CustomerLanguage>(row.GetString(5)),
            row.GetBoolean(6), row.GetString(7), row.IsDBNull(8) ? null : (byte[])row[8], row.IsDBNull(9) ? null : row.GetGuid(9), row.IsDBNull(10) ? null : (byte[])row[10],
            ContactGates.Of(row, first: 11)),
        ct, handOver.CampaignId, handOver.Wave, now, after, most, (int)StandingConsent.FlagOf(handOver.Channel.Consent!.Value));

    /// <summary>Those without a reason are in the file.</summary>
    public static Task<int> KeepAsync(CrmDb db, Guid handOver, IReadOnlyList<(Guid Id, NotContacted? Reason)> outcomes, DateTimeOffset now, CancellationToken ct) => db.ExecuteAsync(
        """
        update campaign_contacts c set
          state = case when o.reason is null then 'Sent' else 'Refused' end, reason = o.reason,
          sent_at = case when o.reason is null then $2 end, hand_over_id = case when o.reason is null then $1 end, changed_at = $2
        from unnest($3, $4) o (id, reason)
        where c.id = o.id and c.state = 'Planned'
        """,
        ct, handOver, now, outcomes.Select(o => o.Id).ToArray(), (NpgsqlDbType.Array | NpgsqlDbType.Text, (object)outcomes.Select(o => o.Reason?.ToString()).ToArray()));

    public static Task<int> GiveBackAsync(CrmDb db, Guid handOver, DateTimeOffset now, CancellationToken ct) => db.ExecuteAsync(
        "update campaign_contacts set state = 'Planned', sent_at = null, hand_over_id = null, changed_at = $2 where hand_over_id = $1 and state = 'Sent' and answered_at is null and opted_out_at is null",
        ct, handOver, now);
}

using BankCrm.Application.Common;
using BankCrm.Domain.Campaigns.Contacts;
using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Platform.Channels;
using BankCrm.Infrastructure.Platform.Database;
using NpgsqlTypes;

namespace BankCrm.Infrastructure.Campaigns;

/// <summary>A message that a process has taken, with what decides whether it may go.</summary>
internal sealed record TakenContact(
    Guid Id, Guid CustomerId, int Wave, CampaignChannel Channel, CampaignArm Arm, string Code, int Tries, string Customer, CustomerLanguage Language, string Branch, byte[]? Key,
    Guid? PointId, byte[]? Value, byte[]? Lookup, bool IsSuppressed, ContactGates Gates);

/// <summary>What came of a message.</summary>
/// <param name="DueAt">With <see cref="ContactState.Planned"/>: not before.</param>
/// <param name="LeaseUntil">With <see cref="ContactState.Sending"/>: it is asked about then.</param>
internal sealed record ContactOutcome(Guid Id, ContactState State, NotContacted? Reason = null, DateTimeOffset? DueAt = null, DateTimeOffset? LeaseUntil = null, bool IsBounced = false);

/// <summary>The statements by which processes take messages of campaigns, hundreds at a time; two that run at once never take the same.</summary>
internal static class SendingSql
{
    /// <summary>Those of one campaign that are due, as long as it runs.</summary>
    public static Task<IReadOnlyList<TakenContact>> TakeAsync(
        CrmDb db, Guid campaign, IReadOnlyList<CampaignChannel> channels, string worker, DateTimeOffset now, TimeSpan lease, int most, CancellationToken ct) => db.ReadAsync(
        $"""
        with taken as (
          update campaign_contacts c set state = 'Sending', leased_by = $1, leased_until = $2
          where c.id in (
            select k.id from campaign_contacts k
            where k.campaign_id = $3 and k.state = 'Planned' and k.due_at <= $4 and k.channel = any ($5)
              and exists (select from campaigns g where g.id = $3 and g.state = 'Running')
            order by k.due_at limit $6
            for update skip locked)
          returning c.*)
        select t.id, t.customer_id, t.wave, t.channel, t.arm, t.code, t.tries, u.name, u.language, b.name, k.wrapped,
          p.id, p.value, p.lookup,
          exists (select from suppressed_addresses s where s.channel = t.channel and s.lookup = p.lookup and s.lifted_at is null),
          {ContactGates.Columns("case t.channel when 'Sms' then 2 else 4 end")}
        from taken t
        join customers u on u.id = t.customer_id
        join branches b on b.id = t.branch_id
        left join customer_keys k on k.customer_id = t.customer_id
        left join standing_consents a on a.customer_id = t.customer_id
        left join lateral (
          select o.id, o.value, o.lookup, o.is_preferred, count(*) over () as points from contact_points o
          where o.customer_id = t.customer_id and o.ended_on is null and o.kind = case t.channel when 'Sms' then 'Mobile' else 'Email' end
          order by o.is_preferred desc, o.id limit 1) p on p.is_preferred or p.points = 1
        """,
        row => new TakenContact(
            row.GetGuid(0), row.GetGuid(1), row.GetInt32(2), Enum.Parse<CampaignChannel>(row.GetString(3)), Enum.Parse<CampaignArm>(row.GetString(4)), row.GetString(5), row.GetInt32(6),
            row.GetString(7), Enum.Parse<CustomerLanguage>(row.GetString(8)), row.GetString(9), row.IsDBNull(10) ? null : (byte[])row[10],
            row.IsDBNull(11) ? null : row.GetGuid(11), row.IsDBNull(12) ? null : (byte[])row[12], row.IsDBNull(13) ? null : (byte[])row[13],
            row.GetBoolean(14), ContactGates.Of(row, first: 15)),
        ct, worker, now + lease, campaign, now, channels.Select(c => c.ToString()).ToArray(), most);

    /// <summary>What a process that died, or got no answer, left: nobody knows whether these went.</summary>
    public static Task<IReadOnlyList<(Guid Id, ChannelKind Channel, int Tries)>> TakeLeftAsync(
        CrmDb db, string worker, DateTimeOffset now, TimeSpan lease, int most, CancellationToken ct) => db.ReadAsync(
        """
        update campaign_contacts c set leased_by = $1, leased_until = $2, tries = c.tries + 1
        where c.id in (
          select k.id from campaign_contacts k where k.state = 'Sending' and k.leased_until < $3
          order by k.leased_until limit $4
          for update skip locked)
        returning c.id, c.channel, c.tries
        """,
        row => (row.GetGuid(0), Enum.Parse<ChannelKind>(row.GetString(1)), row.GetInt32(2)),
        ct, worker, now + lease, now, most);

    /// <summary>Writes down what came of messages this process still has.</summary>
    public static Task<int> KeepAsync(CrmDb db, string worker, IReadOnlyList<ContactOutcome> outcomes, DateTimeOffset now, CancellationToken ct) => db.ExecuteAsync(
        """
        update campaign_contacts c set
          state = o.state, reason = o.reason,
          sent_at = case when o.state in ('Sent', 'Kept') then $2 else c.sent_at end,
          bounced_at = case when o.bounced then $2 else c.bounced_at end,
          due_at = coalesce(o.due_at, c.due_at),
          tries = c.tries + case when o.state = 'Planned' then 1 else 0 end,
          leased_by = case when o.state = 'Sending' then c.leased_by end,
          leased_until = o.lease_until,
          changed_at = $2
        from unnest($3, $4, $5, $6, $7, $8) o (id, state, reason, due_at, lease_until, bounced)
        where c.id = o.id and c.leased_by = $1 and c.state = 'Sending'
        """,
        ct, worker, now,
        outcomes.Select(o => o.Id).ToArray(), outcomes.Select(o => o.State.ToString()).ToArray(),
        (NpgsqlDbType.Array | NpgsqlDbType.Text, (object)outcomes.Select(o => o.Reason?.ToString()).ToArray()),
        (NpgsqlDbType.Array | NpgsqlDbType.TimestampTz, (object)outcomes.Select(o => o.DueAt).ToArray()),
        (NpgsqlDbType.Array | NpgsqlDbType.TimestampTz, (object)outcomes.Select(o => o.LeaseUntil).ToArray()),
        outcomes.Select(o => o.IsBounced).ToArray());
}

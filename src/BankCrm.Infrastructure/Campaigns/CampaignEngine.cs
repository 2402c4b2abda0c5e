using BankCrm.Application.Campaigns.Audiences;
using BankCrm.Application.Common;
using BankCrm.Application.Customers.Occasions;
using BankCrm.Infrastructure.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace BankCrm.Infrastructure.Campaigns;

/// <summary>Writes an audience by one statement.</summary>
internal sealed class CampaignEngine(CrmDb db) : ICampaignEngine
{
    /// <summary>
    /// The lot is the hash of campaign and customer: whoever writes the audience again finds everybody where they were. The code is the end of the id, which
    /// nobody can guess. Messages follow each other as fast as is allowed, calls day by day for each colleague.
    /// </summary>
    private const string Write =
        """
        insert into campaign_contacts (
          id, campaign_id, customer_id, branch_id, wave, occasion, arm, channel, left_out, state, code, planned_at, due_at, tries, changed_at)
        select d.id, @campaign, d.customer_id, d.branch_id, d.wave, d.occasion, d.arm, d.channel, d.left_out,
          case when d.is_contacted then 'Planned' else 'None' end,
          case when d.is_contacted then right(d.id::text, 12) end,
          @now,
          case when d.is_contacted then @start + case
            when d.channel in ('Sms', 'Email') then (d.place - 1) * interval '1 hour' / @per_hour
            when d.channel = 'Call' then ((d.place_of_colleague - 1) / @calls_a_day) * interval '1 day'
            else interval '0' end end,
          0, @now
        from (
          select l.*, l.arm is not null and l.arm <> 'Control' as is_contacted,
            case when l.channel in ('Sms', 'Email') and l.arm <> 'Control' then row_number() over (partition by l.channel in ('Sms', 'Email') and l.arm <> 'Control' order by l.lot) end as place,
            case when l.channel = 'Call' and l.arm <> 'Control' then row_number() over (partition by l.channel = 'Call' and l.arm <> 'Control', coalesce(l.owner_id, l.branch_id) order by l.lot) end as place_of_colleague
          from (
            select gen_random_uuid() as id, q.customer_id, q.branch_id, q.owner_id, m.left_out, m.channel, h.lot, {wave} as wave, {occasion} as occasion,
              case when m.left_out is not null then null when h.lot % 100 < @control then 'Control' when (h.lot / 100) % 100 < @b then 'B' else 'A' end as arm
            from ({rows}) q (customer_id, branch_id, owner_id, bits)
            join unnest(@places, @left_out, @channels) m (bits, left_out, channel) on m.bits = q.bits
            {occasions}
            cross join lateral (select ('x' || left(md5(@campaign::text || q.customer_id::text), 8))::bit(32)::bigint as lot) h) l) d
        """;

    /// <summary>A job waits for it, nobody else; the usual time for a statement is too short for a million customers.</summary>
    private const int MostSeconds = 900;

    public Task<int> WriteAsync(CampaignBrief brief, Audience audience, DateTimeOffset start, DateTimeOffset now, CancellationToken ct) =>
        RunAsync(Write.Replace("{wave}", "1", StringComparison.Ordinal).Replace("{occasion}", "null::text", StringComparison.Ordinal).Replace("{occasions}", "", StringComparison.Ordinal),
            brief, audience.Rows, audience.Rules, start, now, [], ct);

    public Task<int> BringInAsync(CampaignBrief brief, Audience audience, IReadOnlyList<Occasion> occasions, DateTimeOffset now, CancellationToken ct)
    {
        var customers = occasions.Select(o => o.CustomerId).ToList();
        var sql = Write
            .Replace("{wave}", "coalesce((select max(w.wave) from campaign_contacts w where w.campaign_id = @campaign and w.customer_id = q.customer_id), 0) + 1", StringComparison.Ordinal)
            .Replace("{occasion}", "o.key", StringComparison.Ordinal)
            .Replace("{occasions}", "join unnest(@customers, @keys) o (customer_id, key) on o.customer_id = q.customer_id", StringComparison.Ordinal);
        return RunAsync(
            $"{sql} on conflict do nothing", brief, audience.Rows.Where(r => customers.Contains(r.CustomerId)), audience.Rules, now, now,
            [new("customers", customers.ToArray()), new("keys", occasions.Select(o => o.Key).ToArray())], ct);
    }

    private async Task<int> RunAsync(
        string sql, CampaignBrief brief, IQueryable<AudienceRow> rows, AudienceRules rules, DateTimeOffset start, DateTimeOffset now, IReadOnlyList<NpgsqlParameter> more, CancellationToken ct)
    {
        await using var select = (NpgsqlCommand)rows.Select(r => new { r.CustomerId, r.BranchId, r.OwnerId, r.Bits }).CreateDbCommand();
        await using var insert = db.Command("");
        insert.CommandTimeout = MostSeconds;
        foreach (var parameter in select.Parameters.Cast<NpgsqlParameter>())
        {
            insert.Parameters.Add(parameter.Clone());
        }

        var places = Enumerable.Range(0, rules.Places).ToArray();
        var meanings = Array.ConvertAll(places, rules.Read);
        insert.CommandText = sql.Replace("{rows}", select.CommandText, StringComparison.Ordinal);
        insert.Parameters.AddWithValue("campaign", brief.Id);
        insert.Parameters.AddWithValue("now", now);
        insert.Parameters.AddWithValue("start", start);
        insert.Parameters.AddWithValue("per_hour", (double)brief.Plan.PerHour);
        insert.Parameters.AddWithValue("calls_a_day", (long)brief.Plan.CallsADay);
        insert.Parameters.AddWithValue("control", brief.Plan.ControlPercent);
        insert.Parameters.AddWithValue("b", brief.Plan.BPercent);
        insert.Parameters.AddWithValue("places", places);
        insert.Parameters.AddWithValue("left_out", Array.ConvertAll(meanings, m => m.LeftOut?.ToString()));
        insert.Parameters.AddWithValue("channels", Array.ConvertAll(meanings, m => m.Channel?.ToString()));
        foreach (var parameter in more)
        {
            insert.Parameters.Add(parameter);
        }

        return await insert.ExecuteNonQueryAsync(ct);
    }
}

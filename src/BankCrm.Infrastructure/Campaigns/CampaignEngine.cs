using BankCrm.Application.Campaigns.Audiences;
using BankCrm.Application.Common;
using BankCrm.Application.Customers.Occasions;
using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Infrastructure.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace BankCrm.Infrastructure.Campaigns;

/// <summary>Writes an audience by one statement.</summary>
internal sealed class CampaignEngine(CrmDb db) : ICampaignEngine
{
    /// <summary>
    /// The lot is the hash of campaign and customer: whoever writes the audience again finds everybody where they were. Ids rise with the customers' (RFC 9562, 6.2, method 1),
    /// so that each index is filled from left to right where it can be; the code is the end of the id, which nobody can guess. Messages follow each other as fast as is
    /// allowed, calls day by day for each colleague, letters day by day. The offset has the hash reckoned once, not wherever it is named.
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
            when d.channel in ('Letter', 'WeChat') then ((d.place_in_file - 1) / @handed_a_day) * interval '1 day'
            else interval '0' end end,
          0, @now
        from (
          select o.*, (lpad(to_hex((@milliseconds + (o.number >> 12)) << 16 | x'7000'::bigint | (o.number & 4095)), 16, '0') || right(gen_random_uuid()::text, 18))::uuid as id
          from (
            select l.*, l.arm is not null and l.arm <> 'Control' as is_contacted, {place} as place, {place_of_colleague} as place_of_colleague, {place_in_file} as place_in_file,
              row_number() over (order by l.customer_id) as number
            from (
              select q.customer_id, q.branch_id, q.owner_id, m.left_out, m.channel, q.lot, {wave} as wave, {occasion} as occasion,
                case when m.left_out is not null then null when q.lot % 100 < @control then 'Control' when (q.lot / 100) % 100 < @b then 'B' else 'A' end as arm
              from (
                select r.*, ('x' || left(md5(@campaign::text || r.customer_id::text), 8))::bit(32)::bigint as lot
                from ({rows}) r (customer_id, branch_id, owner_id, bits) offset 0) q
              join unnest(@places, @left_out, @channels) m (bits, left_out, channel) on m.bits = q.bits
              {occasions}) l) o) d
        """;

    private const string Place =
        "case when l.channel in ('Sms', 'Email') and l.arm <> 'Control' then row_number() over (partition by l.channel in ('Sms', 'Email') and l.arm <> 'Control' order by l.lot) end";

    private const string PlaceOfColleague =
        "case when l.channel = 'Call' and l.arm <> 'Control' then row_number() over (partition by l.channel = 'Call' and l.arm <> 'Control', coalesce(l.owner_id, l.branch_id) order by l.lot) end";

    private const string PlaceInFile =
        "case when l.channel in ('Letter', 'WeChat') and l.arm <> 'Control' then row_number() over (partition by l.channel in ('Letter', 'WeChat') and l.arm <> 'Control', l.channel order by l.lot) end";

    /// <summary>A job waits for it, nobody else; the usual time for a statement is too short for a million customers.</summary>
    private const int MostSeconds = 900;

    public async Task<int> WriteAsync(CampaignBrief brief, Audience audience, DateTimeOffset start, DateTimeOffset now, CancellationToken ct)
    {
        // A bank's customers are put in order; and all that was sent to them is read from one end to the other, not here and there.
        await db.ExecuteAsync("set local work_mem = '256MB'; set local random_page_cost = 4", ct);
        return await RunAsync(Put("wave", "1", Put("occasion", "null::text", Put("occasions", "", Write))), brief, audience.Rows, audience.Rules, start, now, [], ct);
    }

    public Task<int> BringInAsync(CampaignBrief brief, Audience audience, IReadOnlyList<Occasion> occasions, DateTimeOffset now, CancellationToken ct)
    {
        var customers = occasions.Select(o => o.CustomerId).ToList();
        var sql = Put("wave", "coalesce((select max(w.wave) from campaign_contacts w where w.campaign_id = @campaign and w.customer_id = q.customer_id), 0) + 1",
            Put("occasion", "o.key", Put("occasions", "join unnest(@customers, @keys) o (customer_id, key) on o.customer_id = q.customer_id", Write)));
        return RunAsync(
            $"{sql} on conflict do nothing", brief, audience.Rows.Where(r => customers.Contains(r.CustomerId)), audience.Rules, now, now,
            [new("customers", customers.ToArray()), new("keys", occasions.Select(o => o.Key).ToArray())], ct);
    }

    private static string Put(string place, string text, string sql) => sql.Replace($"{{{place}}}", text, StringComparison.Ordinal);

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
        var takesTurns = brief.Channels.Contains(CampaignChannel.Sms) || brief.Channels.Contains(CampaignChannel.Email);
        var isCalled = brief.Channels.Contains(CampaignChannel.Call);
        var isHandedOver = brief.Channels.Any(c => c.IsHandedOver);
        insert.CommandText = Put("place", takesTurns ? Place : "null::bigint", Put("place_of_colleague", isCalled ? PlaceOfColleague : "null::bigint",
            Put("place_in_file", isHandedOver ? PlaceInFile : "null::bigint", Put("rows", select.CommandText, sql))));
        insert.Parameters.AddWithValue("milliseconds", now.ToUnixTimeMilliseconds());
        insert.Parameters.AddWithValue("campaign", brief.Id);
        insert.Parameters.AddWithValue("now", now);
        insert.Parameters.AddWithValue("start", start);
        insert.Parameters.AddWithValue("per_hour", (double)brief.Plan.PerHour);
        insert.Parameters.AddWithValue("calls_a_day", (long)brief.Plan.CallsADay);
        insert.Parameters.AddWithValue("handed_a_day", (long)brief.Plan.HandedADay);
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

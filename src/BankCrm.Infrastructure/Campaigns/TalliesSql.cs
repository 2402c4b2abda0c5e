using BankCrm.Infrastructure.Platform.Database;

namespace BankCrm.Infrastructure.Campaigns;

/// <summary>How the database counts contacts.</summary>
internal static class TalliesSql
{
    // What of a contact is counted, with its day at the counters. A step whose moment is null was not taken.
    private const string Steps =
        """
        cross join lateral (values
          ('LeftOut', coalesce(c.left_out, ''), case when c.left_out is not null then c.planned_at end),
          ('Control', '', case when c.arm = 'Control' then c.planned_at end),
          ('Planned', '', case when c.left_out is null and c.arm <> 'Control' then c.planned_at end),
          ('Sent', '', c.sent_at),
          ('NotSent', coalesce(c.reason, ''), case when c.state in ('Refused', 'Failed') then coalesce(c.bounced_at, c.due_at) end),
          ('Delivered', '', c.delivered_at),
          ('Bounced', '', c.bounced_at),
          ('Opened', '', c.opened_at),
          ('Answered', coalesce(c.answer, ''), c.answered_at),
          ('OptedOut', '', c.opted_out_at),
          ('Bought', '', (c.bought_on + time '12:00') at time zone 'Asia/Shanghai')
        ) s (step, detail, at)
        """;

    private static string Counted(string rows) =>
        $"""
        insert into campaign_tallies as t (campaign_id, branch_id, arm, channel, wave, step, detail, day, contacts)
          select c.campaign_id, c.branch_id, coalesce(c.arm, ''), coalesce(c.channel, ''), c.wave, s.step, s.detail, (s.at at time zone 'Asia/Shanghai')::date, sum(c.sign)
          from ({rows}) c {Steps}
          where s.at is not null
          group by 1, 2, 3, 4, 5, 6, 7, 8
          having sum(c.sign) <> 0
          order by 1, 2, 3, 4, 5, 6, 7, 8
          on conflict (campaign_id, branch_id, arm, channel, wave, step, detail, day) do update set contacts = t.contacts + excluded.contacts;
        """;

    /// <summary>
    /// Whoever changes contacts, by whatever road, leaves the counts right. They look with the eyes of the system, and touch their rows in one order, so that
    /// two at once wait for each other and never forever.
    /// </summary>
    private static readonly string Keep =
        $"""
        create function campaign_contacts_counted() returns trigger
        language plpgsql security definer
        set search_path = public, pg_temp
        set crm.scope = 'all'
        as $$
        begin
          if tg_op = 'INSERT' then
            {Counted("select 1 as sign, n.* from now_so n")}
          elsif tg_op = 'DELETE' then
            {Counted("select -1 as sign, w.* from was_so w")}
          else
            {Counted("select 1 as sign, n.* from now_so n union all select -1, w.* from was_so w")}
          end if;
          return null;
        end
        $$;
        create trigger campaign_contacts_added after insert on campaign_contacts
          referencing new table as now_so for each statement execute function campaign_contacts_counted();
        create trigger campaign_contacts_changed after update on campaign_contacts
          referencing old table as was_so new table as now_so for each statement execute function campaign_contacts_counted();
        create trigger campaign_contacts_gone after delete on campaign_contacts
          referencing old table as was_so for each statement execute function campaign_contacts_counted();
        """;

    public static IReadOnlyList<string> AfterTables { get; } =
        [RowSecuritySql.Protect("campaign_contacts"), RowSecuritySql.Protect("campaign_tallies"), Keep];

    public const string Remove = "drop function campaign_contacts_counted cascade;";
}

using BankCrm.Infrastructure.Platform.Database;

namespace BankCrm.Infrastructure.Campaigns;

/// <summary>What the database itself keeps right about contacts, a statement at a time.</summary>
internal static class ContactsSql
{
    // What of a contact is counted, with its day at the counters. A step whose day is null was not taken.
    private const string Steps =
        """
        cross join lateral (values
          ('LeftOut', coalesce(c.left_out, ''), case when c.left_out is not null then c.planned end),
          ('Control', '', case when c.arm = 'Control' then c.planned end),
          ('Planned', '', case when c.left_out is null and c.arm <> 'Control' then c.planned end),
          ('Sent', '', c.sent),
          ('NotSent', coalesce(c.reason, ''), case when c.state in ('Refused', 'Failed') then coalesce(c.bounced, c.due) end),
          ('Delivered', '', c.delivered),
          ('Bounced', '', c.bounced),
          ('Opened', '', c.opened),
          ('Answered', coalesce(c.answer, ''), c.answered),
          ('OptedOut', '', c.opted_out),
          ('Bought', '', c.bought_on)
        ) s (step, detail, day)
        """;

    // Contacts that are alike are counted together before their steps are looked at: a million of them are some thousand kinds.
    private static string Alike(string rows, int sign) =>
        $"""
        select {sign} * count(*) as contacts, campaign_id, branch_id, coalesce(arm, '') as arm, coalesce(channel, '') as channel, wave, left_out, reason, state, answer, bought_on,
          {DayOf("planned")}, {DayOf("due", " and state in ('Refused', 'Failed')")}, {DayOf("sent")}, {DayOf("bounced")}, {DayOf("delivered")}, {DayOf("opened")}, {DayOf("answered")}, {DayOf("opted_out")}
        from {rows}
        group by 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19
        """;

    private static string DayOf(string step, string where = "") =>
        $"case when {step}_at is not null{where} then ({step}_at at time zone 'Asia/Shanghai')::date end as {step}";

    private static string Counted(string alike) =>
        $"""
        insert into campaign_tallies as t (campaign_id, branch_id, arm, channel, wave, step, detail, day, contacts)
          select c.campaign_id, c.branch_id, c.arm, c.channel, c.wave, s.step, s.detail, s.day, sum(c.contacts)
          from ({alike}) c {Steps}
          where s.day is not null
          group by 1, 2, 3, 4, 5, 6, 7, 8
          having sum(c.contacts) <> 0
          order by 1, 2, 3, 4, 5, 6, 7, 8
          on conflict (campaign_id, branch_id, arm, channel, wave, step, detail, day) do update set contacts = t.contacts + excluded.contacts;
        """;

    /// <summary>
    /// Whoever changes contacts, by whatever road, leaves the counts right. They look with the eyes of the system, and touch their rows in one order, so that
    /// two at once wait for each other and never forever. The counts refer to the campaign, so a contact of none is refused with them, when all is written.
    /// </summary>
    private static readonly string Keep =
        $"""
        create or replace function campaign_contacts_counted() returns trigger
        language plpgsql security definer
        set search_path = public, pg_temp
        set crm.scope = 'all'
        as $$
        begin
          if tg_op = 'INSERT' then
            {Counted(Alike("now_so", 1))}
          elsif tg_op = 'DELETE' then
            {Counted(Alike("was_so", -1))}
          else
            {Counted($"{Alike("now_so", 1)} union all {Alike("was_so", -1)}")}
          end if;
          return null;
        end
        $$;
        create or replace trigger campaign_contacts_added after insert on campaign_contacts
          referencing new table as now_so for each statement execute function campaign_contacts_counted();
        create or replace trigger campaign_contacts_changed after update on campaign_contacts
          referencing old table as was_so new table as now_so for each statement execute function campaign_contacts_counted();
        create or replace trigger campaign_contacts_gone after delete on campaign_contacts
          referencing old table as was_so for each statement execute function campaign_contacts_counted();
        """;

    /// <summary>
    /// In place of a foreign key to the customers, which would lock a million of them one by one (docs/decisions). Those who write contacts share a lock; whoever takes
    /// customers away waits for them and keeps new ones waiting, so no contact is left of a customer who is gone.
    /// </summary>
    private const string KnowCustomers =
        """
        create or replace function campaign_contacts_of_customers() returns trigger
        language plpgsql security definer
        set search_path = public, pg_temp
        set crm.scope = 'all'
        as $$
        begin
          perform pg_advisory_xact_lock_shared(hashtext('campaign_contacts_of_customers'));
          if exists (select from now_so n where not exists (select from customers c where c.id = n.customer_id)) then
            raise foreign_key_violation using message = 'A contact is with a customer who is not there.', constraint = 'fk_campaign_contacts_customers_customer_id', table = 'campaign_contacts';
          end if;
          return null;
        end
        $$;
        create or replace function customers_without_contacts() returns trigger
        language plpgsql security definer
        set search_path = public, pg_temp
        set crm.scope = 'all'
        as $$
        begin
          perform pg_advisory_xact_lock(hashtext('campaign_contacts_of_customers'));
          delete from campaign_contacts where customer_id in (select id from was_so);
          return null;
        end
        $$;
        create or replace trigger campaign_contacts_know_customers after insert on campaign_contacts
          referencing new table as now_so for each statement execute function campaign_contacts_of_customers();
        create or replace trigger customers_take_contacts_along after delete on customers
          referencing old table as was_so for each statement execute function customers_without_contacts();
        alter table campaign_tallies alter constraint fk_campaign_tallies_campaigns_campaign_id deferrable initially deferred;
        """;

    public static IReadOnlyList<string> AfterTables { get; } =
        [RowSecuritySql.Protect("campaign_contacts"), RowSecuritySql.Protect("campaign_tallies"), Keep];

    /// <summary>What a bank that counted them one by one is changed to.</summary>
    public static IReadOnlyList<string> AtOnce { get; } = [Keep, KnowCustomers];

    public const string ForgetCustomers = "drop function campaign_contacts_of_customers cascade; drop function customers_without_contacts cascade; alter table campaign_tallies alter constraint fk_campaign_tallies_campaigns_campaign_id not deferrable;";

    public const string Remove = "drop function campaign_contacts_counted cascade;";
}

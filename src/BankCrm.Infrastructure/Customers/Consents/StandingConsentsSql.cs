using BankCrm.Domain.Customers.Consents;
using BankCrm.Infrastructure.Platform.Database;

namespace BankCrm.Infrastructure.Customers.Consents;

/// <summary>What the database itself keeps of consents.</summary>
internal static class StandingConsentsSql
{
    private static readonly string Bit = $"case l.channel {string.Join(' ', Enum.GetValues<ConsentChannel>().Select(c => $"when '{c}' then {(int)StandingConsent.FlagOf(c)}"))} else 0 end";

    private static string Kept(string whose) =>
        $"""
        insert into standing_consents (customer_id, branch_id, marketing, no_marketing, profiling, sharing)
          select c.id, c.branch_id,
            coalesce(sum({Bit}) filter (where l.is_given and l.purpose = 'Marketing'), 0), coalesce(sum({Bit}) filter (where not l.is_given and l.purpose = 'Marketing'), 0),
            coalesce(sum({Bit}) filter (where l.is_given and l.purpose = 'Profiling'), 0), coalesce(sum({Bit}) filter (where l.is_given and l.purpose = 'SharingWithPartners'), 0)
          from customers c
          join (
            select distinct on (s.customer_id, s.purpose, s.channel) s.customer_id, s.purpose, s.channel, s.is_given from consents s {whose}
            order by s.customer_id, s.purpose, s.channel, s.at desc, s.id desc) l on l.customer_id = c.id
          group by c.id, c.branch_id
          order by c.id
          on conflict (customer_id) do update set
            branch_id = excluded.branch_id, marketing = excluded.marketing, no_marketing = excluded.no_marketing, profiling = excluded.profiling, sharing = excluded.sharing
        """;

    /// <summary>
    /// Whoever records consents or moves them, by whatever road, leaves the last word of each customer right. It looks with the eyes of the system. Two at once
    /// wait for each other before either looks.
    /// </summary>
    private static readonly string Keep =
        $"""
        create function keep_standing_consents(customers uuid[]) returns void language plpgsql
        as $$
        begin
          perform from customers c where c.id = any ($1) order by c.id for no key update;
          delete from standing_consents t where t.customer_id = any ($1) and not exists (select from consents s where s.customer_id = t.customer_id);
          {Kept("where s.customer_id = any ($1)")};
        end
        $$;

        create function consents_changed() returns trigger
        language plpgsql security definer
        set search_path = public, pg_temp
        set crm.scope = 'all'
        as $$
        begin
          if tg_op = 'UPDATE' then
            perform keep_standing_consents(array(select customer_id from was_so union select customer_id from now_so order by 1));
          else
            perform keep_standing_consents(array(select distinct customer_id from now_so order by 1));
          end if;
          return null;
        end
        $$;
        create trigger consents_added after insert on consents
          referencing new table as now_so for each statement execute function consents_changed();
        create trigger consents_moved after update on consents
          referencing old table as was_so new table as now_so for each statement execute function consents_changed();
        create trigger consents_gone after delete on consents
          referencing old table as now_so for each statement execute function consents_changed();
        """;

    /// <summary>For when the table is there. What was said until now is read once.</summary>
    public static IReadOnlyList<string> AfterTables { get; } = [Kept(""), RowSecuritySql.Protect("standing_consents"), Keep];

    public const string Remove =
        """
        drop function consents_changed cascade;
        drop function keep_standing_consents cascade;
        """;
}

using BankCrm.Infrastructure.Platform.Database;

namespace BankCrm.Infrastructure.Tasks.Notices;

/// <summary>What the database itself knows of notices. For migrations.</summary>
internal static class NoticesSql
{
    /// <summary>Anybody at work in the branch may leave a notice for a colleague; only the colleague reads it.</summary>
    private const string Readers =
        """
        create policy notices_seen on notices as restrictive for select
          using (staff_id::text = (select current_setting('crm.staff', true)) or (select current_setting('crm.audience', true)) = 'all');
        create policy notices_changed on notices as restrictive for update
          using (staff_id::text = (select current_setting('crm.staff', true)) or (select current_setting('crm.audience', true)) = 'all');
        create policy notices_gone on notices as restrictive for delete using ((select current_setting('crm.audience', true)) = 'all');
        """;

    /// <summary>Told when the transaction commits, whatever wrote it: whose notices changed, and which session ended.</summary>
    private const string Rings =
        $"""
        create function notices_ring() returns trigger language plpgsql as $$
        begin
          perform pg_notify('{BellWire.Channel}', '{BellWire.Staff}' || new.staff_id);
          return null;
        end
        $$;
        create trigger notices_ring after insert or update on notices for each row execute function notices_ring();

        create function session_ends() returns trigger language plpgsql as $$
        begin
          perform pg_notify('{BellWire.Channel}', '{BellWire.Session}' || old.id);
          return null;
        end
        $$;
        create trigger session_ends after delete on sessions for each row execute function session_ends();
        """;

    public static IReadOnlyList<string> AfterTables { get; } = [RowSecuritySql.Protect("notices"), Readers, Rings];

    public const string Remove =
        """
        drop function session_ends cascade;
        drop function notices_ring cascade;
        """;
}

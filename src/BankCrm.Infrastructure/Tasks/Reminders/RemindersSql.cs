using BankCrm.Infrastructure.Platform.Database;

namespace BankCrm.Infrastructure.Tasks.Reminders;

/// <summary>What the clock has to do about follow-ups: a queue that the database itself keeps, whoever plans, postpones, ends or moves one. For migrations.</summary>
internal static class RemindersSql
{
    private const string Alarms =
        """
        create table follow_up_alarms (
          follow_up_id uuid not null references follow_ups (id) on delete cascade,
          kind text not null check (kind in ('Reminder', 'Overdue', 'Escalated')),
          at timestamptz not null,
          due_at timestamptz not null,
          branch_id uuid not null,
          primary key (follow_up_id, kind));
        create index ix_follow_up_alarms_at on follow_up_alarms (at);
        """;

    private static readonly string Kept =
        $"""
        create function keep_follow_up_alarms() returns trigger language plpgsql as $$
        begin
          if tg_op = 'UPDATE' then
            if new.branch_id <> old.branch_id then
              update follow_up_alarms set branch_id = new.branch_id where follow_up_id = new.id;
            end if;
            if (new.due_at, new.has_time) = (old.due_at, old.has_time) and new.remind_at is not distinct from old.remind_at
               and (new.ended_at is null) = (old.ended_at is null) then
              return null;
            end if;
            delete from follow_up_alarms where follow_up_id = new.id;
          end if;
          if new.ended_at is null then
            insert into follow_up_alarms (follow_up_id, kind, at, due_at, branch_id)
              select new.id, a.kind, a.at, new.due_at, new.branch_id
              from (values ('Reminder', new.remind_at), ('Overdue', new.due_at + {Told("new")})) a (kind, at)
              where a.at is not null;
          end if;
          return null;
        end
        $$;
        create trigger keep_follow_up_alarms after insert or update on follow_ups for each row execute function keep_follow_up_alarms();
        """;

    /// <summary>What is open already and not due yet is told as if it had just been planned.</summary>
    private static readonly string Planned =
        $"""
        update follow_ups f set remind_at = case when f.has_time then f.due_at else f.due_at - interval '15 hours 29 minutes' end
        where f.ended_at is null and case when f.has_time then f.due_at else f.due_at - interval '15 hours 29 minutes' end > now();
        insert into follow_up_alarms (follow_up_id, kind, at, due_at, branch_id)
          select f.id, 'Overdue', f.due_at + {Told("f")}, f.due_at, f.branch_id
          from follow_ups f where f.ended_at is null and f.due_at + {Told("f")} > now()
          on conflict do nothing;
        """;

    public static IReadOnlyList<string> AfterTables { get; } = [Alarms, RowSecuritySql.Protect("follow_up_alarms"), Kept, Planned];

    public const string Remove =
        """
        drop function keep_follow_up_alarms cascade;
        drop table follow_up_alarms;
        """;

    /// <summary>When it is told that something is overdue: an hour after its time; of what had no time, on the next morning at 8:30.</summary>
    private static string Told(string row) => $"case when {row}.has_time then interval '1 hour' else interval '8 hours 31 minutes' end";
}

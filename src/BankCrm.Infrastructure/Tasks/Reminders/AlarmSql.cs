using BankCrm.Application.Common;
using BankCrm.Domain.Tasks.Notices;
using BankCrm.Infrastructure.Platform.Database;

namespace BankCrm.Infrastructure.Tasks.Reminders;

/// <param name="OwnerId">Null: it lies with the branch.</param>
internal sealed record DueAlarm(Guid FollowUpId, NoticeKind Kind, DateTimeOffset DueAt, Guid BranchId, Guid? OwnerId, bool HasTime);

/// <summary>The queue of what the clock has to do, and what came of it.</summary>
internal static class AlarmSql
{
    // Taken out in the transaction that tells: what was not told is in the queue again. Another worker passes by what this one holds.
    private const string Take =
        """
        with due as (
          select follow_up_id, kind from follow_up_alarms where at <= $1 order by at limit $2 for update skip locked),
        taken as (
          delete from follow_up_alarms a using due d where a.follow_up_id = d.follow_up_id and a.kind = d.kind
          returning a.follow_up_id, a.kind, a.due_at)
        select t.follow_up_id, t.kind, t.due_at, f.branch_id, f.owner_id, f.has_time
        from taken t join follow_ups f on f.id = t.follow_up_id
        where f.ended_at is null
        """;

    private const string Tell =
        """
        insert into notices (id, branch_id, staff_id, kind, about_id, at, moment)
        values ($1, $2, $3, $4, $5, $6, $7)
        on conflict do nothing
        """;

    private const string Later =
        """
        insert into follow_up_alarms (follow_up_id, kind, at, due_at, branch_id) values ($1, 'Escalated', $2, $3, $4)
        on conflict do nothing
        """;

    private const string Forget = "delete from notices where id < $1";

    extension(CrmDb db)
    {
        public Task<IReadOnlyList<DueAlarm>> TakeAlarmsAsync(DateTimeOffset now, int most, CancellationToken ct) => db.ReadAsync(
            Take,
            row => new DueAlarm(
                row.GetGuid(0), Enum.Parse<NoticeKind>(row.GetString(1)), row.GetFieldValue<DateTimeOffset>(2), row.GetGuid(3), row.IsDBNull(4) ? null : row.GetGuid(4), row.GetBoolean(5)),
            ct, now, most);

        /// <summary>Once for each moment, whoever is first.</summary>
        public Task<int> TellAsync(DueAlarm alarm, Guid staffId, DateTimeOffset now, CancellationToken ct) =>
            db.TellAsync(alarm.Kind, alarm.FollowUpId, alarm.BranchId, staffId, alarm.DueAt, now, ct);

        /// <param name="moment">Of which is told once.</param>
        public Task<int> TellAsync(NoticeKind kind, Guid aboutId, Guid branchId, Guid staffId, DateTimeOffset moment, DateTimeOffset now, CancellationToken ct) => db.ExecuteAsync(
            Tell, ct, Guid.CreateVersion7(now), branchId, staffId, kind.ToString(), aboutId, now, moment);

        public Task<int> EscalateAsync(DueAlarm alarm, DateTimeOffset at, CancellationToken ct) => db.ExecuteAsync(
            Later, ct, alarm.FollowUpId, at, alarm.DueAt, alarm.BranchId);

        /// <summary>Ids follow the clock.</summary>
        public Task<int> ForgetNoticesAsync(DateTimeOffset before, CancellationToken ct) => db.ExecuteAsync(Forget, ct, Guid.CreateVersion7(before));
    }
}

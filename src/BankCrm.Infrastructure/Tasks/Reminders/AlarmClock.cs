using BankCrm.Application.Admin.Calendar;
using BankCrm.Application.Common;
using BankCrm.Application.Tasks.Absences;
using BankCrm.Application.Tasks.Reminders;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Tasks.Notices;
using BankCrm.Infrastructure.Platform.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Infrastructure.Tasks.Reminders;

/// <summary>
/// Tells owners of follow-ups that it is time, and that something is overdue; and the branch's managers what stays so. Any number of instances may run:
/// each alarm is one's, and tells once even where one was told and the process ended before it could say so.
/// </summary>
internal sealed class AlarmClock(IServiceScopeFactory scopes, WorkingCalendar calendar, ReminderRules rules, TimeProvider clock) : IJob
{
    private const int AtOnce = 100;

    /// <summary>So long a notice is kept, read or not.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(180);
    private static readonly TimeSpan Between = TimeSpan.FromHours(6);

    private DateTimeOffset? tidied;

    public TimeSpan Pause { get; } = TimeSpan.FromSeconds(1);

    public async Task<bool> RunNextAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (tidied is not { } last || now - last > Between)
        {
            await scopes.AsSystemAsync("reminders", db => db.ForgetNoticesAsync(now - Kept, ct));
            tidied = now;
        }

        return await scopes.AsSystemAsync("reminders", db => RingAsync(db, now, ct)) > 0;
    }

    private async Task<int> RingAsync(CrmDb db, DateTimeOffset now, CancellationToken ct)
    {
        var alarms = await db.TakeAlarmsAsync(now, AtOnce, ct);
        foreach (var alarm in alarms)
        {
            await RingAsync(db, alarm, now, ct);
        }

        return alarms.Count;
    }

    private async Task RingAsync(CrmDb db, DueAlarm alarm, DateTimeOffset now, CancellationToken ct)
    {
        if (alarm.Kind is NoticeKind.Escalated)
        {
            foreach (var manager in await db.FollowUpManagers(alarm.BranchId, now).Where(s => s.Id != alarm.OwnerId).Select(s => s.Id).ToListAsync(ct))
            {
                await db.TellAsync(alarm, manager, now, ct);
            }

            return;
        }

        if (alarm.OwnerId is { } owner)
        {
            await db.TellAsync(alarm, owner, now, ct);
            foreach (var deputy in await db.DeputiesAsync(owner, alarm.BranchId, now, ct))
            {
                await db.TellAsync(alarm, deputy, now, ct);
            }
        }

        if (alarm.Kind is NoticeKind.Overdue && rules.EscalateAfterWorkingDays > 0)
        {
            await db.EscalateAsync(alarm, await EscalatesAtAsync(db, alarm, ct), ct);
        }
    }

    // As long after the same hour of that working day as the owner was told after it was due.
    private async Task<DateTimeOffset> EscalatesAtAsync(CrmDb db, DueAlarm alarm, CancellationToken ct)
    {
        var due = Branch.At(alarm.DueAt);
        var day = (await calendar.DaysAsync(db, ct)).After(DateOnly.FromDateTime(due.DateTime), rules.EscalateAfterWorkingDays);
        return (Branch.StartOf(day) + due.TimeOfDay + (alarm.HasTime ? TimeSpan.FromHours(1) : TimeSpan.FromMinutes((8 * 60) + 31))).ToUniversalTime();
    }
}

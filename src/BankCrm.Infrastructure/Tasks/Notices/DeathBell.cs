using BankCrm.Application.Admin.Calendar;
using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Deaths;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Customers.Deaths;
using BankCrm.Domain.Tasks.Notices;
using BankCrm.Infrastructure.Platform.Jobs;
using BankCrm.Infrastructure.Tasks.Reminders;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Infrastructure.Tasks.Notices;

/// <summary>
/// Tells of a reported death for which nobody was the second person in time: once, those who may confirm it and who reported it, whichever instance is first. The report itself stays open,
/// for one that ended by itself would be forgotten while the bank goes on writing to the dead.
/// </summary>
internal sealed class DeathBell(IServiceScopeFactory scopes, WorkingCalendar calendar, DeathRules rules, TimeProvider clock) : IJob
{
    private const int AtOnce = 100;

    public TimeSpan Pause { get; } = TimeSpan.FromMinutes(10);

    public async Task<bool> RunNextAsync(CancellationToken ct)
    {
        if (rules.EscalateAfterWorkingDays > 0)
        {
            await scopes.AsSystemAsync("deaths", db => RingAsync(db, clock.GetUtcNow(), ct));
        }

        return false;
    }

    private async Task<int> RingAsync(CrmDb db, DateTimeOffset now, CancellationToken ct)
    {
        var (days, today, since) = (await calendar.DaysAsync(db, ct), Branch.DayAt(now), now.AddDays(-rules.EscalateAfterWorkingDays));
        var waiting = await db.DeathReports
            .Where(d => d.State == DeathReportState.Reported && d.ReportedAt < since && !db.Notices.Any(n => n.AboutId == d.Id && n.Kind == NoticeKind.DeathWaits && n.Moment != null))
            .OrderBy(d => d.ReportedAt).ThenBy(d => d.Id).Take(AtOnce).Select(d => new { d.Id, d.BranchId, d.ReportedBy, d.ReportedAt }).ToListAsync(ct);
        var late = waiting.Where(d => rules.IsLate(d.ReportedAt, days, today)).ToList();
        foreach (var report in late)
        {
            var staff = await db.StaffReachingAsync([report.BranchId], CustomerPermissions.ChangeIdentity, [], now, ct);
            foreach (var told in staff.Select(s => s.StaffId).Append(report.ReportedBy).Distinct())
            {
                await db.TellAsync(NoticeKind.DeathWaits, report.Id, report.BranchId, told, report.ReportedAt, now, ct);
            }
        }

        return late.Count;
    }
}

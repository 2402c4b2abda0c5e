using BankCrm.Application.Admin.Calendar;
using BankCrm.Application.Common;
using BankCrm.Application.Tasks;
using BankCrm.Application.Tasks.Digests;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Common;
using BankCrm.Infrastructure.Admin.Users;
using BankCrm.Infrastructure.Platform.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Infrastructure.Tasks.Digests;

/// <summary>Writes digests into the outbox on the mornings of working days. Any number of instances may run: the database has one of a colleague and a day.</summary>
internal sealed class DigestClock(IServiceScopeFactory scopes, DigestCounts counts, WorkingCalendar calendar, TimeProvider clock) : IJob
{
    private const string Job = "digests";
    private const int AtOnce = 200;

    /// <summary>What could not go in the morning does not come in the evening.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromHours(3);

    private static readonly CurrentUser Sender = CurrentUser.System(Job, TaskPermissions.Work);

    public TimeSpan Pause { get; } = TimeSpan.FromMinutes(1);

    public async Task<bool> RunNextAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var local = Branch.At(now);
        var (today, time) = (DateOnly.FromDateTime(local.DateTime), TimeOnly.FromDateTime(local.DateTime));
        var since = time.ToTimeSpan() > Late ? time.Add(-Late) : TimeOnly.MinValue;
        var due = await scopes.AsSystemAsync(Job, async db => (await calendar.DaysAsync(db, ct)).IsWorking(today)
            ? await db.DigestSettings.Where(s => s.At <= time && s.At >= since && !db.Digests.Any(d => d.StaffId == s.StaffId && d.Day == today)
                    && !db.Set<SignIn>().Any(i => i.Id == s.StaffId && i.LockoutEnd > now)) // who is locked out gets it when that is over
                .OrderBy(s => s.At).ThenBy(s => s.Id).Select(s => s.StaffId).Take(AtOnce).ToListAsync(ct)
            : []);
        foreach (var staffId in due)
        {
            await SendAsync(staffId, today, ct);
        }

        return due.Count == AtOnce;
    }

    private async Task SendAsync(Guid staffId, DateOnly today, CancellationToken ct)
    {
        var reader = await scopes.AsSystemAsync(Job, db => counts.ReaderAsync(db, staffId, ct));
        try
        {
            await scopes.SendAsync(Sender, new SendDigest(staffId, today, reader is not null && !(await counts.OfAsync(reader, ct)).IsNothing));
        }
        catch (RefusedException)
        {
            // Another instance was faster.
        }
    }
}

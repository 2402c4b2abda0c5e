using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Application.Tasks.Assignment;
using BankCrm.Application.Tasks.FollowUps;
using BankCrm.Domain.Admin.Branches;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Application.Tasks.Digests;

/// <param name="StaffId">The absent colleague.</param>
internal sealed record DigestOfAbsent(Guid StaffId, string Name, int Overdue, int Today);

/// <summary>How much waits for a colleague; nothing of what it is.</summary>
internal sealed record DigestNumbers(int Overdue, int Today, int InBell, int InQueues, IReadOnlyList<DigestOfAbsent> StandsInFor)
{
    public bool IsNothing => Overdue + Today + InBell + InQueues == 0 && StandsInFor.All(a => a.Overdue + a.Today == 0);
}

/// <summary>Counts with the colleague's own rights, as their pages would: what they may not see is in no number.</summary>
[Policy]
internal sealed class DigestCounts(IServiceScopeFactory scopes, AssignmentRule rule, StaffNames staff, TimeProvider clock)
{
    public async Task<DigestNumbers> OfAsync(CurrentUser user, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var tomorrow = FollowUpDays.At(now).Tomorrow;
        await using var work = scopes.CreateWork(user);
        var db = work.ServiceProvider.GetRequiredService<CrmDb>();
        await using var transaction = await db.BeginReadingAsync(ct);
        Guid[] whose = [user.Person, .. user.StandsInFor];
        var due = await db.FollowUps.Where(f => f.EndedAt == null && f.OwnerId != null && whose.Contains(f.OwnerId.Value) && f.DueAt < tomorrow)
            .GroupBy(f => new { OwnerId = f.OwnerId!.Value, IsLate = f.DueAt < now }).Select(g => new { g.Key.OwnerId, g.Key.IsLate, Count = g.Count() }).ToListAsync(ct);
        var bell = await db.Notices.Where(n => n.StaffId == user.StaffId && n.ReadAt == null).CountAsync(ct);
        var queues = await db.QueueMembers.Where(m => m.StaffId == user.StaffId).Join(db.WorkQueues.Where(q => q.ClosedAt == null), m => m.QueueId, q => q.Id, (m, q) => q.Id).ToListAsync(ct);
        var waiting = queues.Count == 0 ? 0 : (await rule.WaitingAsync(db, queues, user.StaffId, ct)).Values.Sum();
        var names = await staff.OfAsync(db, user.StandsInFor, ct);
        return new(
            Of(user.Person, isLate: true), Of(user.Person, isLate: false), bell, waiting,
            [.. user.StandsInFor.Select(a => new DigestOfAbsent(a, names.GetValueOrDefault(a) ?? "", Of(a, isLate: true), Of(a, isLate: false)))]);

        int Of(Guid owner, bool isLate) => due.Where(d => d.OwnerId == owner && d.IsLate == isLate).Sum(d => d.Count);
    }

    /// <summary>Null: they are disabled, may not work on follow-ups any more, or are away today.</summary>
    public async Task<CurrentUser?> ReaderAsync(CrmDb db, Guid staffId, CancellationToken ct)
    {
        var today = Branch.DayAt(clock.GetUtcNow());
        return await StaffAccess.OfAsync(db, staffId, today, ct) is { } user && user.May(TaskPermissions.Work)
            && !await db.Absences.HoldingOn(today).AnyAsync(a => a.StaffId == staffId, ct) ? user : null;
    }
}

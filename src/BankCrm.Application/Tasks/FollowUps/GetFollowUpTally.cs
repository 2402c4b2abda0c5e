using BankCrm.Application.Common;
using BankCrm.Domain.Tasks.FollowUps;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tasks.FollowUps;

/// <summary>How much of one's own is due, and how much lies with the branch.</summary>
[Allow(TaskPermissions.Work, TaskPermissions.ReadAll)]
public sealed record GetFollowUpTally;

/// <summary>One's own, counted up to one more than <see cref="Most"/>.</summary>
public sealed record FollowUpTally(int Overdue, int Today, int Week, int InBranch)
{
    public const int Most = 999;
}

internal sealed class GetFollowUpTallyHandler(CrmDb db, CurrentUser user, TimeProvider clock) : IQueryHandler<GetFollowUpTally, FollowUpTally>
{
    public Task<FollowUpTally> HandleAsync(GetFollowUpTally query, CancellationToken ct) => db.TallyAsync(user, FollowUpDays.At(clock.GetUtcNow()), ct);
}

internal static class FollowUpTallies
{
    public static async Task<FollowUpTally> TallyAsync(this CrmDb db, CurrentUser user, FollowUpDays days, CancellationToken ct)
    {
        var open = db.FollowUps.Where(f => f.EndedAt == null);
        var mine = await open.Where(f => f.OwnerId == user.StaffId && f.DueAt < days.NextMonday).OrderBy(f => f.DueAt).Take(FollowUpTally.Most + 1)
            .GroupBy(f => f.DueAt < days.Now ? FollowUpWhen.Overdue : f.DueAt < days.Tomorrow ? FollowUpWhen.Today : FollowUpWhen.Week)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var inBranch = await open.ForAnyone(user).OrderBy(f => f.DueAt).Take(FollowUpTally.Most + 1).CountAsync(ct);
        return new(mine.GetValueOrDefault(FollowUpWhen.Overdue), mine.GetValueOrDefault(FollowUpWhen.Today), mine.GetValueOrDefault(FollowUpWhen.Week), inBranch);
    }
}

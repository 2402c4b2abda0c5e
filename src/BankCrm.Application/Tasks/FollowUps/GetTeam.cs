using BankCrm.Application.Admin;
using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Application.Tasks.Assignment;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Tasks.FollowUps;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tasks.FollowUps;

/// <summary>Who of a branch has how much to do.</summary>
/// <param name="BranchId">Null: one's own.</param>
[Allow(TaskPermissions.ReadAll)]
public sealed record GetTeam(Guid? BranchId = null);

/// <param name="OwnerId">Null: it lies with the branch.</param>
/// <param name="Ended">In the last seven days, completed and not dropped.</param>
/// <param name="EndedInTime">Of those.</param>
/// <param name="Load">All that they have open in all branches; nothing of what lies with the branch.</param>
public sealed record TeamRow(Guid? OwnerId, string? Owner, int Overdue, int Today, int Week, int Later, int Ended, int EndedInTime, OpenLoad Load)
{
    public int Open => Overdue + Today + Week + Later;
}

/// <param name="Branches">That can be chosen; empty for who sees one.</param>
public sealed record FollowUpTeam(Guid BranchId, IReadOnlyList<TeamRow> Rows, IReadOnlyList<Choice> Branches);

internal sealed class GetTeamHandler(CrmDb db, CurrentUser user, AssignmentRule rule, TimeProvider clock) : IQueryHandler<GetTeam, FollowUpTeam>
{
    private const int DaysBack = 7;

    public async Task<FollowUpTeam> HandleAsync(GetTeam query, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var days = FollowUpDays.At(now);
        var seen = await db.Branches.Where(b => b.ClosedAt == null && (user.SeesAllBranches || user.Branches.Contains(b.Id)))
            .OrderBy(b => b.Kind == BranchKind.Branch ? 0 : 1).ThenBy(b => b.Code).Select(b => new Choice(b.Id, b.Name, false)).ToListAsync(ct);
        var branch = query.BranchId ?? (seen.Any(b => b.Id == user.HomeBranchId) ? user.HomeBranchId : null) ?? seen.Select(b => (Guid?)b.Id).FirstOrDefault()
            ?? throw new NotFoundException();
        if (seen.All(b => b.Id != branch))
        {
            throw new NotFoundException();
        }

        var since = now.AddDays(-DaysBack);
        var counted = await db.FollowUps
            .Where(f => f.BranchId == branch && (f.EndedAt == null || (f.EndedAt >= since && f.Status == FollowUpStatus.Done)))
            .GroupBy(f => f.OwnerId)
            .Select(g => new
            {
                g.Key,
                Overdue = g.Count(f => f.EndedAt == null && f.DueAt < days.Now),
                Today = g.Count(f => f.EndedAt == null && f.DueAt >= days.Now && f.DueAt < days.Tomorrow),
                Week = g.Count(f => f.EndedAt == null && f.DueAt >= days.Tomorrow && f.DueAt < days.NextMonday),
                Later = g.Count(f => f.EndedAt == null && f.DueAt >= days.NextMonday),
                Ended = g.Count(f => f.EndedAt != null),
                InTime = g.Count(f => f.EndedAt != null && f.EndedAt <= f.DueAt),
            })
            .ToListAsync(ct);
        var colleagues = await db.FollowUpColleagues(branch, now).Select(s => new { s.Id, s.Name }).ToListAsync(ct);
        var others = counted.Where(c => c.Key is { } id && colleagues.All(s => s.Id != id)).Select(c => c.Key!.Value).ToList();
        var names = colleagues.Concat(await db.Staff.Where(s => others.Contains(s.Id)).Select(s => new { s.Id, s.Name }).ToListAsync(ct));
        var loads = await rule.OpenLoadAsync(db, branch, [.. colleagues.Select(s => s.Id), .. others], ct);
        var rows = names.Select(s => ((Guid?)s.Id, (string?)s.Name)).Append((null, null)).Select(owner =>
        {
            var found = counted.Find(c => c.Key == owner.Item1);
            return new TeamRow(owner.Item1, owner.Item2, found?.Overdue ?? 0, found?.Today ?? 0, found?.Week ?? 0, found?.Later ?? 0, found?.Ended ?? 0, found?.InTime ?? 0,
                owner.Item1 is { } who ? loads.GetValueOrDefault(who, OpenLoad.None) : OpenLoad.None);
        });
        return new(branch, [.. rows], seen.Count > 1 ? seen : []);
    }
}

using BankCrm.Application.Admin;
using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Application.Tasks.Assignment;
using BankCrm.Application.Tasks.FollowUps;
using BankCrm.Domain.Tasks.Assignment;
using BankCrm.Domain.Tasks.Queues;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tasks.Queues;

/// <summary>How a follow-up came to its owner by rule, or would: the sums, and what can be chosen.</summary>
/// <param name="QueueId">By whose rule it would be given. Null: of the queue it waits in.</param>
/// <param name="Counts">Otherwise only what was decided is read.</param>
[Allow(TaskPermissions.Work, TaskPermissions.ReadAll)]
public sealed record GetAssigning(Guid Id, Guid? QueueId = null, bool Counts = true);

/// <param name="Rows">By what sum, first the winner.</param>
public sealed record CountedRow(Guid StaffId, string? Name, IReadOnlyList<PointsRow> Rows, decimal Total, int OpenPoints, int Capacity, PassedOver? PassedOver, bool IsWinner);

public sealed record SumShown(IReadOnlyList<CountedRow> Candidates, bool IsTie, string Print)
{
    public CountedRow? Winner => Candidates.FirstOrDefault(c => c.IsWinner);

    /// <summary>In the order of the columns.</summary>
    public IReadOnlyList<PointsFor> Reasons => Candidates.Count == 0 ? [] : [.. Candidates[0].Rows.Select(r => r.For)];
}

/// <param name="By">Null: the system.</param>
public sealed record DecisionShown(DateTimeOffset At, string? By, string? Queue, SumShown Sum);

/// <param name="Sum">How it would be given now. Null: no queue was chosen, or this colleague may not give it.</param>
/// <param name="Decisions">The latest first.</param>
/// <param name="MayMove">Into a queue, or out of it.</param>
/// <param name="StandsInFor">Its absent owner, whose deputy the user is. Null: it is not so.</param>
public sealed record Assigning(
    Guid Id, uint Version, string Subject, Guid? QueueId, string? Queue, bool Waits, SumShown? Sum, Guid? SumOf, IReadOnlyList<DecisionShown> Decisions,
    IReadOnlyList<Choice> Queues, bool MayAssign, bool MayMove, string? StandsInFor);

internal sealed class GetAssigningHandler(CrmDb db, CurrentUser user, FollowUpsInQueues queued, Sums sums, StaffNames staff, TimeProvider clock) : IQueryHandler<GetAssigning, Assigning>
{
    public async Task<Assigning> HandleAsync(GetAssigning query, CancellationToken ct)
    {
        var followUp = await db.FollowUps.SeenBy(user).Where(f => f.Id == query.Id)
            .Select(f => new { f.Version, f.Subject, f.QueueId, f.OwnerId, f.PlannedBy, f.BranchId, f.EndedAt }).SingleOrDefaultAsync(ct) ?? throw new NotFoundException();
        var isOpen = followUp.EndedAt is null;
        var mayAssign = isOpen && user.May(TaskPermissions.Work) && user.MayGive(followUp.OwnerId, followUp.PlannedBy);
        var mayMove = isOpen && user.MayChange(followUp.OwnerId, followUp.PlannedBy);
        var queues = mayAssign || mayMove ? await db.QueueChoicesAsync(followUp.BranchId, QueueTakes.FollowUps, ct) : [];
        var by = query.QueueId ?? followUp.QueueId;
        var counts = query.Counts && mayAssign && queues.Exists(q => q.Id == by);
        var sum = counts ? await sums.NowAsync(db, by!.Value, await queued.ToAssignAsync(db, db.FollowUps.Where(f => f.Id == query.Id), ct), clock.GetUtcNow(), ct) : null;
        var absent = user.StandsIn(followUp.OwnerId) ? followUp.OwnerId : null;
        return new(
            query.Id, followUp.Version, followUp.Subject, followUp.QueueId, await db.QueueNameAsync(followUp.QueueId, ct), isOpen && followUp is { QueueId: not null, OwnerId: null },
            sum, sum is null ? null : by, await sums.DecisionsAsync(db, query.Id, ct), queues, mayAssign, mayMove,
            absent is { } owner ? (await staff.OfAsync(db, [owner], ct)).GetValueOrDefault(owner) : null);
    }
}

/// <summary>Sums as pages show them, of whatever kind of work.</summary>
[Policy]
internal sealed class Sums(AssignmentRule rule, StaffNames staff)
{
    private const int Latest = 5;

    /// <summary>How a piece of work would be given now, by the rule of a queue.</summary>
    /// <param name="one">That piece.</param>
    public async Task<SumShown> NowAsync(CrmDb db, Guid queueId, IReadOnlyList<WorkToAssign> one, DateTimeOffset now, CancellationToken ct)
    {
        var counting = (await rule.CountAsync(db, await db.QueueAsync(queueId, ct), one, now, ct))[0];
        return counting.Shown(await staff.OfAsync(db, counting.Candidates.Select(c => c.StaffId), ct));
    }

    /// <summary>How it came to its owners, the latest first.</summary>
    public async Task<IReadOnlyList<DecisionShown>> DecisionsAsync(CrmDb db, Guid subjectId, CancellationToken ct)
    {
        var decisions = await db.Decisions.Where(d => d.SubjectId == subjectId).OrderByDescending(d => d.At).ThenByDescending(d => d.Id).Take(Latest).ToListAsync(ct);
        var queueIds = decisions.Select(d => d.QueueId).Distinct().ToList();
        var queues = queueIds.Count == 0 ? [] : await db.WorkQueues.Where(q => queueIds.Contains(q.Id)).Select(q => new { q.Id, q.Name }).ToDictionaryAsync(q => q.Id, q => q.Name, ct);
        var countings = decisions.ToDictionary(d => d.Id, d => d.Counting);
        var names = await staff.OfAsync(db, [.. decisions.Select(d => d.By).OfType<Guid>(), .. countings.Values.SelectMany(c => c.Candidates).Select(c => c.StaffId)], ct);
        return
        [
            .. decisions.Select(d => new DecisionShown(
                d.At, d.By is { } person ? names.GetValueOrDefault(person) : null, queues.GetValueOrDefault(d.QueueId), countings[d.Id].Shown(names))),
        ];
    }
}

internal static class SumsShown
{
    public static SumShown Shown(this Counting counting, IReadOnlyDictionary<Guid, string> names) => new(
        [
            .. counting.Candidates.Select(c => new CountedRow(
                c.StaffId, names.GetValueOrDefault(c.StaffId), c.Rows, c.Total, c.OpenPoints, c.Capacity, c.PassedOver, c == counting.Winner)),
        ],
        counting.IsTie, counting.Print);
}

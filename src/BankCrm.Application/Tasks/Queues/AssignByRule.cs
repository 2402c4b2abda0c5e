using System.Security.Cryptography;
using System.Text;
using BankCrm.Application.Admin;
using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Application.Tasks.Assignment;
using BankCrm.Application.Tasks.FollowUps;
using BankCrm.Application.Tasks.Notices;
using BankCrm.Domain.Common;
using BankCrm.Domain.Tasks.Assignment;
using BankCrm.Domain.Tasks.FollowUps;
using BankCrm.Domain.Tasks.Notices;
using BankCrm.Domain.Tasks.Queues;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tasks.Queues;

/// <summary>Gives a follow-up to whom the rule of a queue chose, by the sum that was shown.</summary>
/// <param name="Seen">The print of that sum: if another one comes out meanwhile, nothing is given.</param>
[Allow(TaskPermissions.Give, TaskPermissions.Direct)]
public sealed record AssignByRule(Guid Id, uint Version, Guid QueueId, string Seen);

internal sealed class AssignByRuleValidator : AbstractValidator<AssignByRule>
{
    public AssignByRuleValidator()
    {
        RuleFor(f => f.QueueId).NotEmpty();
        RuleFor(f => f.Seen).NotEmpty();
    }
}

internal sealed class AssignByRuleHandler(CrmDb db, CurrentUser user, IQueueLock gate, AssignmentRule rule, TimeProvider clock) : ICommandHandler<AssignByRule>
{
    public async Task HandleAsync(AssignByRule command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await gate.TakeAsync(command.QueueId, ct);
        var followUp = await db.FollowUpToChangeAsync(command.Id, command.Version, user, ct);
        user.DemandGive(followUp);
        await db.DemandQueueAsync(command.QueueId, followUp.BranchId, ct);
        var queue = await db.QueueAsync(command.QueueId, ct);
        var counting = (await rule.CountAsync(db, queue, TaskPermissions.Work, await db.ToAssignAsync(db.FollowUps.Where(f => f.Id == command.Id), ct), now, ct))[0];
        Refuse.If(counting.Print != command.Seen, "Another sum comes out now than was shown. Look at it again.");
        Refuse.If(counting.Winner is null, "Nobody of this queue can have it now: the table says why.");
        db.Deal(followUp, queue, counting, user.Person, now);
    }
}

/// <summary>Deals out what waits in a queue, by the sums that were shown.</summary>
/// <param name="Seen">Null: it is a queue that is dealt out as it comes, and nobody looked.</param>
[Allow(TaskPermissions.Direct)]
public sealed record DealQueue(Guid QueueId, string? Seen);

internal sealed class DealQueueValidator : AbstractValidator<DealQueue>
{
    public DealQueueValidator() => RuleFor(q => q.QueueId).NotEmpty();
}

internal sealed class DealQueueHandler(CrmDb db, CurrentUser user, IQueueLock gate, AssignmentRule rule, TimeProvider clock) : ICommandHandler<DealQueue>
{
    public async Task HandleAsync(DealQueue command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await gate.TakeAsync(command.QueueId, ct);
        var queue = await db.QueueAsync(command.QueueId, ct);
        Refuse.If(command.Seen is null && queue.Way is not QueueWay.Dealt, "Look at the sums first.");
        var countings = await rule.DealingAsync(db, queue, now, ct);
        Refuse.If(command.Seen is { } seen && seen != Dealing.PrintOf(countings), "Another sum comes out now than was shown. Look at it again.");
        Refuse.If(countings.All(c => c.Counting.Winner is null), "There is nothing in it that somebody could have now.");
        foreach (var (work, counting) in countings.Where(c => c.Counting.Winner is not null))
        {
            db.Deal(await db.ForChangeAsync<FollowUp>(work.Id, ct), queue, counting, user.StaffId, now);
        }
    }
}

internal static class Dealing
{
    /// <summary>So many are dealt out at once.</summary>
    public const int Most = 50;

    extension(CrmDb db)
    {
        public void Deal(FollowUp followUp, WorkQueue queue, Counting counting, Guid? by, DateTimeOffset now)
        {
            var to = counting.Winner!.StaffId;
            followUp.DealTo(to, queue.Id, by, now);
            db.Add(Decision.Of(followUp.BranchId, queue.Id, followUp.Id, followUp.CustomerId, counting, by, now));
            db.Tell(NoticeKind.Given, followUp, to, by ?? Guid.Empty, now);
        }
    }

    extension(AssignmentRule rule)
    {
        /// <summary>What is due first is dealt out first.</summary>
        public async Task<IReadOnlyList<(WorkToAssign Work, Counting Counting)>> DealingAsync(CrmDb db, WorkQueue queue, DateTimeOffset now, CancellationToken ct)
        {
            var works = await db.ToAssignAsync(db.FollowUps.WaitingIn(queue.Id).OrderBy(f => f.DueAt).ThenBy(f => f.Id).Take(Most), ct);
            return [.. works.Zip(await rule.CountAsync(db, queue, TaskPermissions.Work, works, now, ct))];
        }
    }

    /// <summary>Of what goes by which sum.</summary>
    public static string PrintOf(IEnumerable<(WorkToAssign Work, Counting Counting)> countings) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', countings.Select(c => $"{c.Work.Id} {c.Counting.Print}")))))[..32];
}

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

internal sealed class GetAssigningHandler(CrmDb db, CurrentUser user, AssignmentRule rule, StaffNames staff, TimeProvider clock) : IQueryHandler<GetAssigning, Assigning>
{
    private const int Shown = 5;

    public async Task<Assigning> HandleAsync(GetAssigning query, CancellationToken ct)
    {
        var followUp = await db.FollowUps.SeenBy(user).Where(f => f.Id == query.Id)
            .Select(f => new { f.Version, f.Subject, f.QueueId, f.OwnerId, f.PlannedBy, f.BranchId, f.EndedAt }).SingleOrDefaultAsync(ct) ?? throw new NotFoundException();
        var decisions = await db.Decisions.Where(d => d.SubjectId == query.Id).OrderByDescending(d => d.At).ThenByDescending(d => d.Id).Take(Shown).ToListAsync(ct);
        var queueIds = decisions.Select(d => d.QueueId).Append(followUp.QueueId ?? default).Distinct().ToList();
        var queueNames = await db.WorkQueues.Where(q => queueIds.Contains(q.Id)).Select(q => new { q.Id, q.Name }).ToDictionaryAsync(q => q.Id, q => q.Name, ct);
        var isOpen = followUp.EndedAt is null;
        var mayAssign = isOpen && user.May(TaskPermissions.Work) && user.MayGive(followUp.OwnerId, followUp.PlannedBy);
        var mayMove = isOpen && user.MayChange(followUp.OwnerId, followUp.PlannedBy);
        var queues = mayAssign || mayMove ? await db.QueueChoicesAsync(followUp.BranchId, ct) : [];
        Counting? counting = null;
        var by = query.QueueId ?? followUp.QueueId;
        if (query.Counts && mayAssign && by is { } chosen && queues.Exists(q => q.Id == chosen))
        {
            counting = (await rule.CountAsync(
                db, await db.QueueAsync(chosen, ct), TaskPermissions.Work, await db.ToAssignAsync(db.FollowUps.Where(f => f.Id == query.Id), ct), clock.GetUtcNow(), ct))[0];
        }

        var countings = decisions.ToDictionary(d => d.Id, d => d.Counting);
        var absent = user.StandsIn(followUp.OwnerId) ? followUp.OwnerId : null;
        var names = await staff.OfAsync(
            db, [.. decisions.Select(d => d.By).Append(absent).OfType<Guid>(), .. countings.Values.Append(counting).OfType<Counting>().SelectMany(c => c.Candidates).Select(c => c.StaffId)], ct);
        return new(
            query.Id, followUp.Version, followUp.Subject, followUp.QueueId, queueNames.GetValueOrDefault(followUp.QueueId ?? default), isOpen && followUp is { QueueId: not null, OwnerId: null },
            counting?.Shown(names), counting is null ? null : by,
            [.. decisions.Select(d => new DecisionShown(d.At, d.By is { } person ? names.GetValueOrDefault(person) : null, queueNames.GetValueOrDefault(d.QueueId), countings[d.Id].Shown(names)))],
            queues, mayAssign, mayMove, absent is { } owner ? names.GetValueOrDefault(owner) : null);
    }
}

/// <summary>How what waits in a queue would be dealt out now.</summary>
[Allow(TaskPermissions.Direct)]
public sealed record GetDealing(Guid QueueId);

public sealed record DealtRow(Guid Id, string Subject, DateTimeOffset DueAt, bool HasTime, FollowUpPriority Priority, SumShown Sum);

/// <param name="More">There is more than is dealt out at once.</param>
public sealed record DealingShown(Guid QueueId, string Queue, IReadOnlyList<DealtRow> Rows, string Print, bool More);

internal sealed class GetDealingHandler(CrmDb db, AssignmentRule rule, StaffNames staff, TimeProvider clock) : IQueryHandler<GetDealing, DealingShown>
{
    public async Task<DealingShown> HandleAsync(GetDealing query, CancellationToken ct)
    {
        var queue = await db.QueueAsync(query.QueueId, ct);
        var dealing = await rule.DealingAsync(db, queue, clock.GetUtcNow(), ct);
        var ids = dealing.Select(d => d.Work.Id).ToList();
        var said = await db.FollowUps.Where(f => ids.Contains(f.Id)).Select(f => new { f.Id, f.Subject, f.DueAt, f.HasTime, f.Priority }).ToDictionaryAsync(f => f.Id, ct);
        var names = await staff.OfAsync(db, queue.Members.Select(m => m.StaffId), ct);
        var waiting = dealing.Count < Dealing.Most ? dealing.Count : (await rule.WaitingAsync(db, [queue.Id], ct)).GetValueOrDefault(queue.Id);
        return new(
            queue.Id, queue.Name,
            [.. dealing.Select(d => (said[d.Work.Id], d.Counting)).Select(d => new DealtRow(d.Item1.Id, d.Item1.Subject, d.Item1.DueAt, d.Item1.HasTime, d.Item1.Priority, d.Counting.Shown(names)))],
            Dealing.PrintOf(dealing), waiting > dealing.Count);
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

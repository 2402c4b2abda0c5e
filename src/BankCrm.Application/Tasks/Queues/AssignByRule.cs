using System.Security.Cryptography;
using System.Text;
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

internal sealed class AssignByRuleHandler(CrmDb db, CurrentUser user, IRowLock rows, AssignmentRule rule, FollowUpsInQueues queued, TimeProvider clock)
    : ICommandHandler<AssignByRule>
{
    public async Task HandleAsync(AssignByRule command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await rows.TakeAsync<WorkQueue>(command.QueueId, ct);
        var followUp = await db.FollowUpToChangeAsync(command.Id, command.Version, user, ct);
        user.DemandGive(followUp);
        await db.DemandQueueAsync(command.QueueId, followUp.BranchId, QueueTakes.FollowUps, ct);
        var queue = await db.QueueAsync(command.QueueId, ct);
        var counting = (await rule.CountAsync(db, queue, await queued.ToAssignAsync(db, db.FollowUps.Where(f => f.Id == command.Id), ct), now, ct))[0];
        counting.RefuseUnlessSeen(command.Seen);
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

internal sealed class DealQueueHandler(CrmDb db, CurrentUser user, IRowLock rows, AssignmentRule rule, TimeProvider clock) : ICommandHandler<DealQueue>
{
    public async Task HandleAsync(DealQueue command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await rows.TakeAsync<WorkQueue>(command.QueueId, ct);
        var queue = await db.QueueAsync(command.QueueId, ct);
        Refuse.If(command.Seen is null && queue.Way is not QueueWay.Dealt, "Look at the sums first.");
        var countings = await rule.DealingAsync(db, user, queue, now, ct);
        Refuse.If(command.Seen is { } seen && seen != Dealing.PrintOf(countings), "Another sum comes out now than was shown. Look at it again.");
        Refuse.If(countings.All(c => c.Counting.Winner is null), "There is nothing in it that somebody could have now.");
        foreach (var (work, counting) in countings.Where(c => c.Counting.Winner is not null))
        {
            await work.Of.GiveAsync(db, queue, work.Id, counting, user.StaffId, now, ct);
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

    extension(Counting counting)
    {
        /// <exception cref="RefusedException">It is not the sum that was shown, or nobody came out of it.</exception>
        public void RefuseUnlessSeen(string seen)
        {
            Refuse.If(counting.Print != seen, "Another sum comes out now than was shown. Look at it again.");
            Refuse.If(counting.Winner is null, "Nobody of this queue can have it now: the table says why.");
        }
    }

    extension(AssignmentRule rule)
    {
        /// <summary>What is due first is dealt out first.</summary>
        public async Task<IReadOnlyList<(WorkToAssign Work, Counting Counting)>> DealingAsync(
            CrmDb db, CurrentUser user, WorkQueue queue, DateTimeOffset now, CancellationToken ct)
        {
            var works = await rule.NextAsync(db, user, queue.Id, deals: true, Most, ct);
            return [.. works.Zip(await rule.CountAsync(db, queue, works, now, ct))];
        }
    }

    /// <summary>Of what goes by which sum.</summary>
    public static string PrintOf(IEnumerable<(WorkToAssign Work, Counting Counting)> countings) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', countings.Select(c => $"{c.Work.Id} {c.Counting.Print}")))))[..32];
}

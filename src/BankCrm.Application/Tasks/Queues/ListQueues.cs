using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Application.Tasks.Assignment;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Tasks.Queues;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tasks.Queues;

/// <summary>The queues of the branches one works for.</summary>
[Allow(TaskPermissions.Work, TaskPermissions.ReadAll)]
public sealed record ListQueues(bool Closed = false, string? After = null);

public sealed record QueueRow(Guid Id, string Name, string Branch, QueueTakes Takes, QueueWay Way, int Members, int Waiting, bool IsMine);

internal sealed class ListQueuesHandler(CrmDb db, CurrentUser user, AssignmentRule rule) : IQueryHandler<ListQueues, Page<QueueRow>>
{
    private const int Size = 50;

    public async Task<Page<QueueRow>> HandleAsync(ListQueues query, CancellationToken ct)
    {
        var queues = db.WorkQueues.Where(q => q.ClosedAt != null == query.Closed);
        if (Cursor.TryRead<(string Name, Guid Id)>(query.After, out var last))
        {
            queues = queues.Where(q => q.Name.CompareTo(last.Name) >= 0 && (q.Name.CompareTo(last.Name) > 0 || q.Id > last.Id));
        }

        var page = await queues.OrderBy(q => q.Name).ThenBy(q => q.Id)
            .Join(db.Branches, q => q.BranchId, b => b.Id, (q, b) => new
            {
                q.Id,
                q.Name,
                Branch = b.Name,
                q.Takes,
                q.Way,
                Members = q.Members.Count,
                IsMine = q.Members.Any(m => m.StaffId == user.StaffId),
            })
            .ToPageAsync(Size, q => (q.Name, q.Id), ct);
        var waiting = await rule.WaitingAsync(db, [.. page.Items.Select(q => q.Id)], user.StaffId, ct);
        return new([.. page.Items.Select(q => new QueueRow(q.Id, q.Name, q.Branch, q.Takes, q.Way, q.Members, waiting.GetValueOrDefault(q.Id), q.IsMine))], page.Next);
    }
}

/// <summary>What waits in a queue, what is due first on top, and who works in it.</summary>
[Allow(TaskPermissions.Work, TaskPermissions.ReadAll)]
public sealed record GetQueue(Guid Id, string? After = null);

/// <param name="AwayUntil">Null: they are at work.</param>
public sealed record MemberRow(Guid StaffId, string? Name, OpenLoad Open, int Capacity, IReadOnlyList<string> Skills, bool SpeaksChinese, bool SpeaksEnglish, DateOnly? AwayUntil);

/// <param name="MayTake">The user takes the next by themselves.</param>
/// <param name="MayDeal">The user lets it be dealt out.</param>
public sealed record QueueShown(
    Guid Id, uint Version, string Name, QueueTakes Takes, QueueWay Way, bool IsClosed, IReadOnlyList<string> Needs, IReadOnlyList<string> Wishes, int Waiting,
    Page<QueuedRow> Rows, IReadOnlyList<MemberRow> Members, bool MayTake, bool MayDeal, bool MayKeep);

internal sealed class GetQueueHandler(CrmDb db, CurrentUser user, AssignmentRule rule, StaffNames staff, TimeProvider clock) : IQueryHandler<GetQueue, QueueShown>
{
    private const int Size = 50;

    public async Task<QueueShown> HandleAsync(GetQueue query, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var today = Branch.DayAt(now);
        var queue = await db.QueueAsync(query.Id, ct);
        var people = queue.Members.Select(m => m.StaffId).ToList();
        var page = await rule.PageAsync(db, user, query.Id, query.After, Size, now, ct);
        var loads = await rule.OpenLoadAsync(db, queue.BranchId, people, ct);
        var away = await db.Absences.HoldingOn(today).Where(a => people.Contains(a.StaffId)).ToDictionaryAsync(a => a.StaffId, a => (DateOnly?)a.Until, ct);
        var names = await staff.OfAsync(db, people, ct);
        var isOpen = queue.ClosedAt is null;
        return new(
            queue.Id, queue.Version, queue.Name, queue.Takes, queue.Way, !isOpen, queue.Needs, queue.Wishes,
            (await rule.WaitingAsync(db, [queue.Id], user.StaffId, ct)).GetValueOrDefault(queue.Id), page,
            [
                .. queue.Members.Select(m => new MemberRow(
                    m.StaffId, names.GetValueOrDefault(m.StaffId), loads.GetValueOrDefault(m.StaffId, OpenLoad.None), m.Capacity, m.Skills, m.SpeaksChinese, m.SpeaksEnglish,
                    away.GetValueOrDefault(m.StaffId))).OrderBy(m => m.Name, StringComparer.Ordinal),
            ],
            MayTake: isOpen && (user.May(TaskPermissions.Direct) || (user.May(TaskPermissions.Work) && queue.Way is QueueWay.Claimed && people.Contains(user.StaffId ?? default))),
            MayDeal: isOpen && user.May(TaskPermissions.Direct),
            MayKeep: user.May(TaskPermissions.KeepQueues));
    }
}

using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Tasks.Assignment;
using BankCrm.Application.Tasks.FollowUps;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Tasks.Assignment;
using BankCrm.Domain.Tasks.FollowUps;
using BankCrm.Domain.Tasks.Queues;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tasks.Queues;

/// <summary>Follow-ups as work that waits in queues.</summary>
[Policy]
internal sealed class FollowUpsInQueues(StaffNames staff) : IQueueWork
{
    public QueuedKind Kind => QueuedKind.FollowUp;

    public QueueTakes WaitsIn => QueueTakes.FollowUps;

    public string Works => TaskPermissions.Work;

    public string Directs => TaskPermissions.Direct;

    public int PointsOf(string priority) => PointsOf(Enum.Parse<FollowUpPriority>(priority));

    public async Task<IReadOnlyDictionary<Guid, int>> WaitingAsync(CrmDb db, IReadOnlyCollection<Guid> queueIds, Guid? hiddenFrom, CancellationToken ct) =>
        await db.FollowUps.Where(f => f.QueueId != null && queueIds.Contains(f.QueueId.Value) && f.OwnerId == null && f.EndedAt == null)
            .GroupBy(f => f.QueueId!.Value).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);

    public Task<IReadOnlyList<WorkToAssign>> NextAsync(CrmDb db, CurrentUser user, Guid queueId, int most, CancellationToken ct) =>
        ToAssignAsync(db, WaitingIn(db, queueId).OrderBy(f => f.DueAt).ThenBy(f => f.Id).Take(most), ct);

    /// <summary>As the rule has to know them, in their order.</summary>
    public async Task<IReadOnlyList<WorkToAssign>> ToAssignAsync(CrmDb db, IQueryable<FollowUp> ordered, CancellationToken ct) =>
    [
        .. (await ordered
            .LeftJoin(db.Customers, f => f.CustomerId, c => c.Id, (f, c) => new
            {
                f.Id,
                f.DueAt,
                f.CustomerId,
                f.Priority,
                c!.OwnerId,
                Language = (CustomerLanguage?)c.Language,
                IsProtected = (bool?)c.IsProtected,
            })
            .ToListAsync(ct))
            .Select(f => new WorkToAssign(this, f.Id, f.DueAt, f.CustomerId, f.OwnerId, f.Language, f.IsProtected ?? false, PointsOf(f.Priority))),
    ];

    public Task<IReadOnlyList<QueuedRow>> ListAsync(
        CrmDb db, CurrentUser user, Guid queueId, (DateTimeOffset At, Guid Id)? after, int most, DateTimeOffset now, CancellationToken ct)
    {
        var rows = WaitingIn(db, queueId).ForAnyone(user);
        rows = after is var (at, id) ? rows.Where(f => f.DueAt >= at && (f.DueAt > at || f.Id > id)) : rows;
        return RowsAsync(db, user, rows.OrderBy(f => f.DueAt).ThenBy(f => f.Id).Take(most), now, ct);
    }

    public Task<IReadOnlyList<QueuedRow>> ShownAsync(CrmDb db, CurrentUser user, IReadOnlyCollection<Guid> ids, DateTimeOffset now, CancellationToken ct) =>
        RowsAsync(db, user, db.FollowUps.Where(f => ids.Contains(f.Id)), now, ct);

    public async Task ClaimAsync(CrmDb db, IRowLock rows, CurrentUser user, Guid queueId, Guid id, DateTimeOffset now, CancellationToken ct)
    {
        await rows.TakeAsync<FollowUp>(id, ct);
        if (!await db.FollowUps.AnyAsync(f => f.Id == id && f.QueueId == queueId && (f.CustomerId == null || user.May(CustomerPermissions.Read)), ct))
        {
            throw new NotFoundException();
        }

        var followUp = await db.ForChangeAsync<FollowUp>(id, ct);
        await staff.RefuseIfTakenAsync(db, followUp.OwnerId, user, ct);
        followUp.Claim(user.Person, now);
    }

    public async Task GiveAsync(CrmDb db, WorkQueue queue, Guid id, Counting counting, Guid? by, DateTimeOffset now, CancellationToken ct) =>
        db.Deal(await db.ForChangeAsync<FollowUp>(id, ct), queue, counting, by, now);

    public async Task<TakenWork?> LastTakenAsync(CrmDb db, Guid queueId, Guid? by, CancellationToken ct)
    {
        var last = await db.FollowUps.Where(f => f.QueueId == queueId && f.OwnerId != null && f.EndedAt == null && (by == null || f.OwnerId == by))
            .Join(db.FollowUpSteps.Where(s => s.Kind == FollowUpStepKind.Claimed && (by == null || s.By == by)), f => f.Id, s => s.FollowUpId, (f, s) => new { f.Id, f.OwnerId, s.At })
            .OrderByDescending(s => s.At).FirstOrDefaultAsync(ct);
        return last is null ? null : new(last.OwnerId!.Value, last.At, PathOf(last.Id));
    }

    private static int PointsOf(FollowUpPriority priority) => (int)priority + 1;

    private static string PathOf(Guid id) => $"/tasks/{id}";

    private static IQueryable<FollowUp> WaitingIn(CrmDb db, Guid queueId) => db.FollowUps.Where(f => f.QueueId == queueId && f.OwnerId == null && f.EndedAt == null);

    private static async Task<IReadOnlyList<QueuedRow>> RowsAsync(CrmDb db, CurrentUser user, IQueryable<FollowUp> followUps, DateTimeOffset now, CancellationToken ct)
    {
        var found = await followUps
            .LeftJoin(db.Customers, f => f.CustomerId, c => c.Id, (f, c) => new
            {
                f.Id,
                f.Subject,
                f.Kind,
                f.Priority,
                f.DueAt,
                f.HasTime,
                f.CustomerId,
                c!.Name,
                IsProtected = (bool?)c.IsProtected,
                HasDied = c.DiedOn != null,
            })
            .ToListAsync(ct);
        return
        [
            .. found.Select(f => new QueuedRow(
                QueuedKind.FollowUp, f.Id, PathOf(f.Id), f.Subject, f.Kind, f.Priority, f.DueAt, f.HasTime, Promise: null, f.DueAt < now, IsPaused: false, f.CustomerId,
                user.MayName(f.IsProtected) ? f.Name : null, user.May(TaskPermissions.Work)) { HasDied = f.HasDied && user.MayName(f.IsProtected) }),
        ];
    }
}

internal static class TakingOn
{
    /// <summary>Of many who take it on at once one has it, and the others are told who.</summary>
    public static async Task RefuseIfTakenAsync(this StaffNames staff, CrmDb db, Guid? ownerId, CurrentUser user, CancellationToken ct)
    {
        if (ownerId is { } owner && owner != user.Person)
        {
            throw new RefusedException("{0} has taken it on already.", (await staff.OfAsync(db, [owner], ct)).GetValueOrDefault(owner) ?? "");
        }
    }
}

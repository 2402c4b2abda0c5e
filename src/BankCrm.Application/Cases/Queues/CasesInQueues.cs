using BankCrm.Application.Admin.Users;
using BankCrm.Application.Cases.Complaints;
using BankCrm.Application.Cases.ServiceCases;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Application.Tasks.Assignment;
using BankCrm.Application.Tasks.Notices;
using BankCrm.Application.Tasks.Queues;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Tasks.Assignment;
using BankCrm.Domain.Tasks.FollowUps;
using BankCrm.Domain.Tasks.Notices;
using BankCrm.Domain.Tasks.Queues;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Cases.Queues;

/// <summary>Cases as work that waits in queues. Whom a complaint is about neither gets it nor knows that it waits.</summary>
[Policy]
internal sealed class CasesInQueues(StaffNames staff, ICustomerVault vault) : IQueueWork
{
    public QueuedKind Kind => QueuedKind.Case;

    public QueueTakes WaitsIn => QueueTakes.Cases;

    public string Works => CasePermissions.Work;

    public string Directs => CasePermissions.Direct;

    public int PointsOf(string priority) => PointsOf(Enum.Parse<CasePriority>(priority));

    public async Task<IReadOnlyDictionary<Guid, int>> WaitingAsync(CrmDb db, IReadOnlyCollection<Guid> queueIds, Guid? hiddenFrom, CancellationToken ct)
    {
        var me = hiddenFrom ?? Guid.Empty;
        return await db.ServiceCases
            .Where(c => c.QueueId != null && queueIds.Contains(c.QueueId.Value) && c.OwnerId == null && c.EndedAt == null && !c.AboutStaff.Contains(me))
            .GroupBy(c => c.QueueId!.Value).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
    }

    public Task<IReadOnlyList<WorkToAssign>> NextAsync(CrmDb db, CurrentUser user, Guid queueId, int most, CancellationToken ct)
    {
        var me = user.StaffId ?? Guid.Empty;
        var waiting = WaitingIn(db.ServiceCases.ToldTo(me), db, queueId);
        if (!user.May(CasePermissions.Direct) && !user.MayOpen(isProtected: true))
        {
            waiting = waiting.Where(c => db.Customers.Any(of => of.Id == c.CustomerId && !of.IsProtected)); // nobody takes what they cannot open
        }

        return ToAssignAsync(db, waiting.OrderBy(c => c.DueAt).ThenBy(c => c.Id).Take(most), ct);
    }

    /// <summary>As the rule has to know them, in their order.</summary>
    public async Task<IReadOnlyList<WorkToAssign>> ToAssignAsync(CrmDb db, IQueryable<ServiceCase> ordered, CancellationToken ct) =>
    [
        .. (await ordered
            .LeftJoin(db.Customers, c => c.CustomerId, of => of.Id, (c, of) => new
            {
                c.Id,
                c.DueAt,
                c.CustomerId,
                c.Priority,
                c.AboutStaff,
                of!.OwnerId,
                Language = (CustomerLanguage?)of.Language,
                IsProtected = (bool?)of.IsProtected,
            })
            .ToListAsync(ct))
            .Select(c => new WorkToAssign(this, c.Id, c.DueAt, c.CustomerId, c.OwnerId, c.Language, c.IsProtected ?? true, PointsOf(c.Priority)) { NotFor = c.AboutStaff }),
    ];

    public Task<IReadOnlyList<QueuedRow>> ListAsync(
        CrmDb db, CurrentUser user, Guid queueId, (DateTimeOffset At, Guid Id)? after, int most, DateTimeOffset now, CancellationToken ct)
    {
        if (!user.May(CaseRights.SeeAny))
        {
            return Task.FromResult<IReadOnlyList<QueuedRow>>([]);
        }

        var rows = WaitingIn(db.CasesSeenBy(user), db, queueId);
        rows = after is var (at, id) ? rows.Where(c => c.DueAt >= at && (c.DueAt > at || c.Id > id)) : rows;
        return RowsAsync(db, user, rows.OrderBy(c => c.DueAt).ThenBy(c => c.Id).Take(most), now, ct);
    }

    public Task<IReadOnlyList<QueuedRow>> ShownAsync(CrmDb db, CurrentUser user, IReadOnlyCollection<Guid> ids, DateTimeOffset now, CancellationToken ct)
    {
        var me = user.StaffId ?? Guid.Empty;
        return RowsAsync(db, user, db.ServiceCases.Where(c => ids.Contains(c.Id) && !c.AboutStaff.Contains(me)), now, ct);
    }

    public async Task ClaimAsync(CrmDb db, IRowLock rows, CurrentUser user, Guid queueId, Guid id, DateTimeOffset now, CancellationToken ct)
    {
        await rows.TakeAsync<ServiceCase>(id, ct);
        var me = user.StaffId ?? Guid.Empty;
        var isProtected = await db.ServiceCases.Where(c => c.Id == id && c.QueueId == queueId && !c.AboutStaff.Contains(me))
            .Join(db.Customers, c => c.CustomerId, of => of.Id, (_, of) => (bool?)of.IsProtected).SingleOrDefaultAsync(ct) ?? throw new NotFoundException();
        if (!user.MayOpen(isProtected))
        {
            throw new ForbiddenException(CustomerPermissions.ReadProtected);
        }

        var found = await db.ForChangeAsync<ServiceCase>(id, ct);
        await staff.RefuseIfTakenAsync(db, found.OwnerId, user, ct);
        found.Claim(user.Person, now);
    }

    public async Task GiveAsync(CrmDb db, WorkQueue queue, Guid id, Counting counting, Guid? by, DateTimeOffset now, CancellationToken ct) =>
        db.DealCase(await db.ForChangeAsync<ServiceCase>(id, ct), queue, counting, by, now);

    public async Task<TakenWork?> LastTakenAsync(CrmDb db, Guid queueId, Guid? by, CancellationToken ct)
    {
        var last = await db.ServiceCases.Where(c => c.QueueId == queueId && c.OwnerId != null && c.EndedAt == null && (by == null || c.OwnerId == by))
            .Join(db.CaseSteps.Where(s => s.Kind == CaseStepKind.Claimed && (by == null || s.By == by)), c => c.Id, s => s.CaseId, (c, s) => new { c.Id, c.OwnerId, s.At })
            .OrderByDescending(s => s.At).FirstOrDefaultAsync(ct);
        return last is null ? null : new(last.OwnerId!.Value, last.At, PathOf(last.Id));
    }

    private static int PointsOf(CasePriority priority) => (int)priority + 1;

    private static string PathOf(Guid id) => $"/cases/{id}";

    // One that went to another branch with its customer waits in no queue of this one.
    private static IQueryable<ServiceCase> WaitingIn(IQueryable<ServiceCase> cases, CrmDb db, Guid queueId) => cases
        .Where(c => c.QueueId == queueId && c.OwnerId == null && c.EndedAt == null && db.WorkQueues.Any(q => q.Id == queueId && q.BranchId == c.BranchId));

    private async Task<IReadOnlyList<QueuedRow>> RowsAsync(CrmDb db, CurrentUser user, IQueryable<ServiceCase> cases, DateTimeOffset now, CancellationToken ct)
    {
        var found = await cases
            .Join(db.Customers, c => c.CustomerId, of => of.Id, (c, of) => new { It = c, of.Name, of.IsProtected, HasDied = of.DiedOn != null })
            .LeftJoin(db.CustomerKeys, c => c.It.CustomerId, k => k.CustomerId, (c, k) => new
            {
                c.It.Id,
                c.It.Number,
                c.It.Subject,
                c.It.Kind,
                c.It.Priority,
                c.It.DueAt,
                c.It.IsPaused,
                c.It.CustomerId,
                c.Name,
                c.IsProtected,
                c.HasDied,
                k!.Wrapped,
            })
            .ToListAsync(ct);
        var ids = found.Select(c => c.Id).ToList();
        var promises = (await db.CaseClocks.Where(k => ids.Contains(k.CaseId) && k.Time.StoppedAt == null).Select(k => new { k.CaseId, k.Kind, k.Time.DueAt }).ToListAsync(ct))
            .GroupBy(k => k.CaseId).ToDictionary(g => g.Key, g => g.OrderBy(k => k.DueAt).ThenBy(k => k.Kind).First().Kind);
        return
        [
            .. found.Select(c =>
            {
                var opens = user.MayOpen(c.IsProtected);
                return new QueuedRow(
                    QueuedKind.Case, c.Id, PathOf(c.Id),
                    opens ? c.Wrapped is null ? $"{c.Number}" : vault.Open(c.CustomerId, c.Wrapped).Open(ServiceCase.SubjectColumn, c.Id, c.Subject) : null,
                    c.Kind, (FollowUpPriority)c.Priority, c.DueAt, HasTime: true, promises.TryGetValue(c.Id, out var promise) ? promise : null, !c.IsPaused && c.DueAt < now, c.IsPaused,
                    c.CustomerId, opens ? c.Name : null, opens && user.May(CasePermissions.Work))
                {
                    HasDied = opens && c.HasDied,
                };
            }),
        ];
    }
}

internal static class DealtCases
{
    /// <summary>Gives a case to whom the rule of a queue chose, and keeps the sum.</summary>
    public static void DealCase(this CrmDb db, ServiceCase it, WorkQueue queue, Counting counting, Guid? by, DateTimeOffset now)
    {
        var to = counting.Winner!.StaffId;
        it.DealTo(to, queue.Id, by, now);
        db.Add(Decision.Of(it.BranchId, queue.Id, it.Id, it.CustomerId, counting, by, now));
        db.Tell(NoticeKind.CaseGiven, it.Id, it.BranchId, to, by ?? Guid.Empty, now);
    }
}

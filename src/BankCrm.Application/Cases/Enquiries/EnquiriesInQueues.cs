using BankCrm.Application.Admin.Users;
using BankCrm.Application.Cases.ServiceCases;
using BankCrm.Application.Common;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Application.Tasks.Assignment;
using BankCrm.Application.Tasks.Notices;
using BankCrm.Application.Tasks.Queues;
using BankCrm.Domain.Cases.Enquiries;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Domain.Tasks.Assignment;
using BankCrm.Domain.Tasks.FollowUps;
using BankCrm.Domain.Tasks.Notices;
using BankCrm.Domain.Tasks.Queues;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Cases.Enquiries;

/// <summary>What people want or complain of who are no customers, as work that waits in the queues of cases. Nobody looks after them, and none of them is protected.</summary>
[Policy]
internal sealed class EnquiriesInQueues(StaffNames staff, IColumnCipher cipher) : IQueueWork
{
    /// <summary>Of capacity, as of a case of the usual priority.</summary>
    private const int Points = (int)CasePriority.Normal + 1;

    public QueuedKind Kind => QueuedKind.Enquiry;

    public QueueTakes WaitsIn => QueueTakes.Cases;

    public string Works => CasePermissions.Work;

    public string Directs => CasePermissions.Direct;

    public int PointsOf(string priority) => Points;

    public async Task<IReadOnlyDictionary<Guid, int>> WaitingAsync(CrmDb db, IReadOnlyCollection<Guid> queueIds, Guid? hiddenFrom, CancellationToken ct) =>
        await db.Enquiries.Where(e => e.QueueId != null && queueIds.Contains(e.QueueId.Value) && e.OwnerId == null && e.EndedAt == null)
            .GroupBy(e => e.QueueId!.Value).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);

    public async Task<IReadOnlyList<WorkToAssign>> NextAsync(CrmDb db, CurrentUser user, Guid queueId, int most, CancellationToken ct) =>
    [
        .. (await WaitingIn(db, queueId).OrderBy(e => e.DueAt).ThenBy(e => e.Id).Take(most).Select(e => new { e.Id, e.DueAt, e.Language }).ToListAsync(ct))
            .Select(e => new WorkToAssign(this, e.Id, e.DueAt, CustomerId: null, CustomersOwnerId: null, e.Language, IsProtected: false, Points)),
    ];

    public async Task<IReadOnlyList<QueuedRow>> ListAsync(
        CrmDb db, CurrentUser user, Guid queueId, (DateTimeOffset At, Guid Id)? after, int most, DateTimeOffset now, CancellationToken ct)
    {
        if (!user.May(CaseRights.SeeAny))
        {
            return [];
        }

        var rows = WaitingIn(db, queueId);
        rows = after is var (at, id) ? rows.Where(e => e.DueAt >= at && (e.DueAt > at || e.Id > id)) : rows;
        return await RowsAsync(db, user, rows.OrderBy(e => e.DueAt).ThenBy(e => e.Id).Take(most), now, ct);
    }

    public Task<IReadOnlyList<QueuedRow>> ShownAsync(CrmDb db, CurrentUser user, IReadOnlyCollection<Guid> ids, DateTimeOffset now, CancellationToken ct) =>
        RowsAsync(db, user, db.Enquiries.Where(e => ids.Contains(e.Id)), now, ct);

    public async Task ClaimAsync(CrmDb db, IRowLock rows, CurrentUser user, Guid queueId, Guid id, DateTimeOffset now, CancellationToken ct)
    {
        await rows.TakeAsync<Enquiry>(id, ct);
        if (!await db.Enquiries.AnyAsync(e => e.Id == id && e.QueueId == queueId, ct))
        {
            throw new NotFoundException();
        }

        var found = await db.ForChangeAsync<Enquiry>(id, ct);
        await staff.RefuseIfTakenAsync(db, found.OwnerId, user, ct);
        found.Claim(user.Person, now);
    }

    public async Task GiveAsync(CrmDb db, WorkQueue queue, Guid id, Counting counting, Guid? by, DateTimeOffset now, CancellationToken ct)
    {
        var (found, to) = (await db.ForChangeAsync<Enquiry>(id, ct), counting.Winner!.StaffId);
        found.DealTo(to, queue.Id, by, now);
        db.Add(Decision.Of(found.BranchId, queue.Id, id, customerId: null, counting, by, now));
        db.Tell(NoticeKind.CaseGiven, id, found.BranchId, to, by ?? Guid.Empty, now);
    }

    public async Task<TakenWork?> LastTakenAsync(CrmDb db, Guid queueId, Guid? by, CancellationToken ct)
    {
        var last = await db.Enquiries.Where(e => e.QueueId == queueId && e.OwnerId != null && e.EndedAt == null && (by == null || e.OwnerId == by))
            .Join(db.EnquirySteps.Where(s => s.Kind == EnquiryStepKind.Claimed && (by == null || s.By == by)), e => e.Id, s => s.EnquiryId, (e, s) => new { e.Id, e.OwnerId, s.At })
            .OrderByDescending(s => s.At).FirstOrDefaultAsync(ct);
        return last is null ? null : new(last.OwnerId!.Value, last.At, PathOf(last.Id));
    }

    private static string PathOf(Guid id) => $"/cases/outside/{id}";

    private static IQueryable<Enquiry> WaitingIn(CrmDb db, Guid queueId) => db.Enquiries.Where(e => e.QueueId == queueId && e.OwnerId == null && e.EndedAt == null);

    private async Task<IReadOnlyList<QueuedRow>> RowsAsync(CrmDb db, CurrentUser user, IQueryable<Enquiry> enquiries, DateTimeOffset now, CancellationToken ct)
    {
        var found = await enquiries.Select(e => new { e.Id, e.Subject, e.Kind, e.DueAt, e.IsPaused }).ToListAsync(ct);
        var ids = found.Select(e => e.Id).ToList();
        var promises = (await db.EnquiryClocks.Where(k => ids.Contains(k.EnquiryId) && k.Time.StoppedAt == null).Select(k => new { k.EnquiryId, k.Kind, k.Time.DueAt }).ToListAsync(ct))
            .GroupBy(k => k.EnquiryId).ToDictionary(g => g.Key, g => g.OrderBy(k => k.DueAt).ThenBy(k => k.Kind).First().Kind);
        return
        [
            .. found.Select(e => new QueuedRow(
                QueuedKind.Enquiry, e.Id, PathOf(e.Id), cipher.Open(Enquiry.SubjectColumn, e.Id, e.Subject), e.Kind, FollowUpPriority.Normal, e.DueAt, HasTime: true,
                promises.TryGetValue(e.Id, out var promise) ? promise : null, !e.IsPaused && e.DueAt < now, e.IsPaused, CustomerId: null, Customer: null, user.May(CasePermissions.Work))),
        ];
    }
}

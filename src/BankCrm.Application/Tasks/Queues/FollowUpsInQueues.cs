using BankCrm.Application.Common;
using BankCrm.Application.Tasks.Assignment;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Tasks.FollowUps;
using BankCrm.Domain.Tasks.Queues;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tasks.Queues;

/// <summary>Follow-ups as work that waits in queues.</summary>
[Policy]
internal sealed class FollowUpsInQueues : IQueueWork
{
    public QueueTakes Kind => QueueTakes.FollowUps;

    public static int PointsOf(FollowUpPriority priority) => (int)priority + 1;

    public async Task<IReadOnlyDictionary<Guid, int>> OpenPointsAsync(CrmDb db, Guid branchId, IReadOnlyCollection<Guid> staffIds, CancellationToken ct) =>
        (await db.FollowUps.Where(f => f.OwnerId != null && staffIds.Contains(f.OwnerId.Value) && f.BranchId == branchId && f.EndedAt == null)
            .GroupBy(f => new { OwnerId = f.OwnerId!.Value, f.Priority }).Select(g => new { g.Key.OwnerId, g.Key.Priority, Count = g.Count() }).ToListAsync(ct))
            .GroupBy(g => g.OwnerId).ToDictionary(g => g.Key, g => g.Sum(of => of.Count * PointsOf(of.Priority)));

    public async Task<IReadOnlyDictionary<Guid, int>> WaitingAsync(CrmDb db, IReadOnlyCollection<Guid> queueIds, CancellationToken ct) =>
        await db.FollowUps.Where(f => f.QueueId != null && queueIds.Contains(f.QueueId.Value) && f.OwnerId == null && f.EndedAt == null)
            .GroupBy(f => f.QueueId!.Value).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
}

internal static class WaitingFollowUps
{
    extension(IQueryable<FollowUp> followUps)
    {
        /// <summary>What waits in a queue, in no order.</summary>
        public IQueryable<FollowUp> WaitingIn(Guid queueId) => followUps.Where(f => f.QueueId == queueId && f.OwnerId == null && f.EndedAt == null);
    }

    extension(CrmDb db)
    {
        /// <summary>As the rule has to know them, in their order.</summary>
        public async Task<IReadOnlyList<WorkToAssign>> ToAssignAsync(IQueryable<FollowUp> ordered, CancellationToken ct) =>
            [
                .. (await ordered
                    .LeftJoin(db.Customers, f => f.CustomerId, c => c.Id, (f, c) => new
                    {
                        f.Id,
                        f.CustomerId,
                        f.Priority,
                        c!.OwnerId,
                        Language = (CustomerLanguage?)c.Language,
                        IsProtected = (bool?)c.IsProtected,
                    })
                    .ToListAsync(ct))
                    .Select(f => new WorkToAssign(f.Id, f.CustomerId, f.OwnerId, f.Language, f.IsProtected ?? false, FollowUpsInQueues.PointsOf(f.Priority))),
            ];
    }
}

using BankCrm.Application.Admin;
using BankCrm.Application.Common;
using BankCrm.Domain.Common;
using BankCrm.Domain.Tasks.Queues;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tasks.Queues;

/// <summary>Held by one transaction at a time, until its end: work leaves a queue one piece after the other.</summary>
public interface IQueueLock
{
    Task TakeAsync(Guid queueId, CancellationToken ct);
}

/// <summary>What the commands about queues share.</summary>
internal static class QueueFile
{
    extension(CrmDb db)
    {
        /// <summary>With its members.</summary>
        /// <exception cref="NotFoundException">There is none, or it is another branch's.</exception>
        public async Task<WorkQueue> QueueAsync(Guid id, CancellationToken ct) =>
            await db.WorkQueues.Include(q => q.Members).SingleOrDefaultAsync(q => q.Id == id, ct) ?? throw new NotFoundException();

        /// <exception cref="RefusedException">It is another branch's, takes other work, or is closed.</exception>
        public async Task DemandQueueAsync(Guid queueId, Guid branchId, CancellationToken ct) => Refuse.If(
            !await db.QueuesFor(branchId).AnyAsync(q => q.Id == queueId, ct), "Choose a queue of this branch that takes follow-ups.");

        /// <summary>Those of a branch into which follow-ups go, by name.</summary>
        public IQueryable<WorkQueue> QueuesFor(Guid branchId) => db.WorkQueues
            .Where(q => q.BranchId == branchId && q.ClosedAt == null && q.Takes != QueueTakes.Cases).OrderBy(q => q.Name).ThenBy(q => q.Id);

        public Task<List<Choice>> QueueChoicesAsync(Guid branchId, CancellationToken ct) =>
            db.QueuesFor(branchId).Select(q => new Choice(q.Id, q.Name, false)).ToListAsync(ct);

        /// <exception cref="RefusedException">They are not a member, or it is dealt out.</exception>
        public async Task DemandTakerAsync(Guid queueId, CurrentUser user, CancellationToken ct)
        {
            var queue = await db.WorkQueues.Where(q => q.Id == queueId)
                .Select(q => new { q.Name, q.Way, IsMember = q.Members.Any(m => m.StaffId == user.StaffId) }).SingleOrDefaultAsync(ct) ?? throw new NotFoundException();
            if (user.May(TaskPermissions.Direct))
            {
                return;
            }

            Refuse.If(!queue.IsMember, "It waits in the queue {0}, of which you are not a member.", queue.Name);
            Refuse.If(queue.Way is QueueWay.Dealt, "What waits in the queue {0} is dealt out by rule.", queue.Name);
        }
    }
}

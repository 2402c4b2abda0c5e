using BankCrm.Application.Admin;
using BankCrm.Application.Common;
using BankCrm.Domain.Common;
using BankCrm.Domain.Tasks.Queues;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tasks.Queues;

/// <summary>What the commands about queues share.</summary>
internal static class QueueFile
{
    extension(CrmDb db)
    {
        /// <summary>With its members.</summary>
        /// <exception cref="NotFoundException">There is none, or it is another branch's.</exception>
        public async Task<WorkQueue> QueueAsync(Guid id, CancellationToken ct) =>
            await db.WorkQueues.Include(q => q.Members).SingleOrDefaultAsync(q => q.Id == id, ct) ?? throw new NotFoundException();

        /// <summary>What it is called. Null: there is none, or it is another branch's.</summary>
        public async Task<string?> QueueNameAsync(Guid? queueId, CancellationToken ct) =>
            queueId is { } id ? await db.WorkQueues.Where(q => q.Id == id).Select(q => q.Name).SingleOrDefaultAsync(ct) : null;

        /// <summary>What they are called, by their ids; those of other branches are left out.</summary>
        public async Task<Dictionary<Guid, string>> QueueNamesAsync(IEnumerable<Guid?> queues, CancellationToken ct)
        {
            List<Guid> ids = [.. queues.OfType<Guid>().Distinct()];
            return ids.Count == 0 ? [] : await db.WorkQueues.Where(q => ids.Contains(q.Id)).Select(q => new { q.Id, q.Name }).ToDictionaryAsync(q => q.Id, q => q.Name, ct);
        }

        /// <exception cref="RefusedException">It is another branch's, takes other work, or is closed.</exception>
        public async Task DemandQueueAsync(Guid queueId, Guid branchId, QueueTakes kind, CancellationToken ct) => Refuse.If(
            !await db.QueuesFor(branchId, kind).AnyAsync(q => q.Id == queueId, ct),
            kind is QueueTakes.Cases ? "Choose a queue of this branch that takes cases." : "Choose a queue of this branch that takes follow-ups.");

        /// <summary>Those of a branch into which work of a kind goes, by name.</summary>
        public IQueryable<WorkQueue> QueuesFor(Guid branchId, QueueTakes kind) => db.WorkQueues
            .Where(q => q.BranchId == branchId && q.ClosedAt == null && (q.Takes == kind || q.Takes == QueueTakes.Both)).OrderBy(q => q.Name).ThenBy(q => q.Id);

        public Task<List<Choice>> QueueChoicesAsync(Guid branchId, QueueTakes kind, CancellationToken ct) =>
            db.QueuesFor(branchId, kind).Select(q => new Choice(q.Id, q.Name, false)).ToListAsync(ct);

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

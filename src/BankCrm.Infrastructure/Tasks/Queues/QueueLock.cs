using BankCrm.Application.Common;
using BankCrm.Application.Tasks.Queues;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Infrastructure.Tasks.Queues;

internal sealed class QueueLock(CrmDb db) : IQueueLock
{
    public Task TakeAsync(Guid queueId, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"select from work_queues where id = {queueId} for no key update", ct);
}

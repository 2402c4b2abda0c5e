using BankCrm.Application.Common;
using BankCrm.Application.Tasks;
using BankCrm.Application.Tasks.Assignment;
using BankCrm.Application.Tasks.Queues;
using BankCrm.Domain.Common;
using BankCrm.Domain.Tasks.Queues;
using BankCrm.Infrastructure.Platform.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Infrastructure.Tasks.Queues;

/// <summary>Deals out what waits in the queues that are set up so. Any number of instances may run: a queue is dealt out by one at a time.</summary>
internal sealed class QueueDealer(IServiceScopeFactory scopes, AssignmentRule rule, TimeProvider clock) : IJob
{
    private static readonly CurrentUser Dealer = CurrentUser.System("queue-dealer", TaskPermissions.Direct);

    public TimeSpan Pause { get; } = TimeSpan.FromSeconds(10);

    public async Task<bool> RunNextAsync(CancellationToken ct)
    {
        var dealt = await scopes.AsSystemAsync("queue-dealer", db => db.WorkQueues
            .Where(q => q.Way == QueueWay.Dealt && q.ClosedAt == null && db.FollowUps.Any(f => f.QueueId == q.Id && f.OwnerId == null && f.EndedAt == null))
            .Select(q => q.Id).ToListAsync(ct));
        foreach (var queue in dealt)
        {
            if (await scopes.AsSystemAsync("queue-dealer", db => SomebodyCanHaveItAsync(db, queue, ct)))
            {
                await DealAsync(queue);
            }
        }

        return false;
    }

    private async Task<bool> SomebodyCanHaveItAsync(CrmDb db, Guid queue, CancellationToken ct) =>
        (await rule.DealingAsync(db, await db.QueueAsync(queue, ct), clock.GetUtcNow(), ct)).Any(d => d.Counting.Winner is not null);

    private async Task DealAsync(Guid queue)
    {
        try
        {
            await scopes.SendAsync(Dealer, new DealQueue(queue, Seen: null));
        }
        catch (Exception e) when (e is RefusedException or ConflictException)
        {
            // Another instance, or a colleague, was faster: what is left comes next time.
        }
    }
}

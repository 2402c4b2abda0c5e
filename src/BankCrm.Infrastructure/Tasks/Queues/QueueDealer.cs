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
    private readonly CurrentUser dealer = CurrentUser.System("queue-dealer", [TaskPermissions.Direct, .. rule.Directs]);

    public TimeSpan Pause { get; } = TimeSpan.FromSeconds(10);

    public async Task<bool> RunNextAsync(CancellationToken ct)
    {
        var dealt = await scopes.AsSystemAsync("queue-dealer", async db =>
        {
            var queues = await db.WorkQueues.Where(q => q.Way == QueueWay.Dealt && q.ClosedAt == null).Select(q => q.Id).ToListAsync(ct);
            return await rule.WaitingAsync(db, queues, hiddenFrom: null, ct);
        });
        foreach (var queue in dealt.Keys)
        {
            if (await scopes.AsSystemAsync("queue-dealer", db => SomebodyCanHaveItAsync(db, queue, ct)))
            {
                await DealAsync(queue);
            }
        }

        return false;
    }

    private async Task<bool> SomebodyCanHaveItAsync(CrmDb db, Guid queue, CancellationToken ct) =>
        (await rule.DealingAsync(db, dealer, await db.QueueAsync(queue, ct), clock.GetUtcNow(), ct)).Any(d => d.Counting.Winner is not null);

    private async Task DealAsync(Guid queue)
    {
        try
        {
            await scopes.SendAsync(dealer, new DealQueue(queue, Seen: null));
        }
        catch (Exception e) when (e is RefusedException or ConflictException)
        {
            // Another instance, or a colleague, was faster: what is left comes next time.
        }
    }
}

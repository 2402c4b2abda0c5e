using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Application.Tasks.Assignment;

namespace BankCrm.Application.Tasks.Queues;

/// <summary>How what waits in a queue would be dealt out now.</summary>
[Allow(TaskPermissions.Direct)]
public sealed record GetDealing(Guid QueueId);

public sealed record DealtRow(QueuedRow Work, SumShown Sum);

/// <param name="More">There is more than is dealt out at once.</param>
public sealed record DealingShown(Guid QueueId, string Queue, IReadOnlyList<DealtRow> Rows, string Print, bool More);

internal sealed class GetDealingHandler(CrmDb db, CurrentUser user, AssignmentRule rule, StaffNames staff, TimeProvider clock) : IQueryHandler<GetDealing, DealingShown>
{
    public async Task<DealingShown> HandleAsync(GetDealing query, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var queue = await db.QueueAsync(query.QueueId, ct);
        var dealing = await rule.DealingAsync(db, user, queue, now, ct);
        var said = new Dictionary<Guid, QueuedRow>();
        foreach (var kind in dealing.GroupBy(d => d.Work.Of))
        {
            foreach (var row in await kind.Key.ShownAsync(db, user, [.. kind.Select(d => d.Work.Id)], now, ct))
            {
                said[row.Id] = row;
            }
        }

        var names = await staff.OfAsync(db, queue.Members.Select(m => m.StaffId), ct);
        var waiting = dealing.Count < Dealing.Most ? dealing.Count : (await rule.WaitingAsync(db, [queue.Id], user.StaffId, ct)).GetValueOrDefault(queue.Id);
        return new(
            queue.Id, queue.Name, [.. dealing.Select(d => new DealtRow(said[d.Work.Id], d.Counting.Shown(names)))], Dealing.PrintOf(dealing), waiting > dealing.Count);
    }
}

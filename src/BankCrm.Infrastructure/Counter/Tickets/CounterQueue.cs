using BankCrm.Application.Common;
using BankCrm.Application.Counter.Tickets;
using BankCrm.Domain.Counter.Tickets;
using BankCrm.Infrastructure.Platform.Database;

namespace BankCrm.Infrastructure.Counter.Tickets;

internal sealed class CounterQueue(CrmDb db) : ICounterQueue
{
    // Whoever takes one at the same moment waits for the other's row: no number is given twice, and none is left out unless the ticket was refused.
    public async Task<int> TakeNumberAsync(Guid branchId, DateOnly day, TicketKind kind, CancellationToken ct) => (await db.ReadAsync(
        """
        insert into counter_numbers as n (branch_id, day, kind, last) values ($1, $2, $3, 1)
        on conflict (branch_id, day, kind) do update set last = n.last + 1
        returning last
        """,
        row => row.GetInt32(0), ct, branchId, day, kind.ToString()))[0];

    public async Task<Guid?> TakeNextAsync(CounterWindow window, DateOnly day, CancellationToken ct) => await db.ReadAsync(
        """
        select id from counter_tickets
        where branch_id = $1 and day = $2 and state = 'Waiting' and (window_id = $3 or (window_id is null and kind = any ($4)))
        order by rank_at, id limit 1
        for update skip locked
        """,
        row => row.GetGuid(0), ct, window.BranchId, day, window.Id, window.Kinds.Select(k => k.ToString()).ToArray()) is [var next, ..] ? next : null;
}

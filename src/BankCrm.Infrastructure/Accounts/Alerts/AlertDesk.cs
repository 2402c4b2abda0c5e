using BankCrm.Application.Accounts.Alerts;
using BankCrm.Application.Common;
using BankCrm.Infrastructure.Platform.Database;

namespace BankCrm.Infrastructure.Accounts.Alerts;

/// <summary>Deals alerts out: each to whoever of those who may work on them has the fewest open.</summary>
internal sealed class AlertDesk(CrmDb db)
{
    /// <returns>So many colleagues; nulls where there is nobody to have them.</returns>
    public async Task<Guid?[]> DealAsync(int count, CancellationToken ct)
    {
        var officers = await db.AlertOfficersAsync(ct);
        if (officers.Count == 0)
        {
            return new Guid?[count];
        }

        var held = (await db.ReadAsync(
            "select owner_id, count(*)::int from movement_alerts where status <> 'Closed' and owner_id = any ($1) group by owner_id",
            row => (Id: row.GetGuid(0), Open: row.GetInt32(1)), ct, (object)officers.Select(o => o.Id).ToArray())).ToDictionary(h => h.Id, h => h.Open);
        var queue = new PriorityQueue<Guid, (int Open, Guid Id)>(officers.Select(o => (o.Id, (held.GetValueOrDefault(o.Id), o.Id))));
        var dealt = new Guid?[count];
        for (var i = 0; i < count; i++)
        {
            queue.TryDequeue(out var next, out var load);
            dealt[i] = next;
            queue.Enqueue(next, (load.Open + 1, next));
        }

        return dealt;
    }
}

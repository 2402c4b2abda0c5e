using System.Collections.Concurrent;
using BankCrm.Application.Common;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Admin.Users;

/// <summary>What colleagues are called. Kept for minutes: names stand beside everything, and change with a marriage.</summary>
[Policy]
internal sealed class StaffNames(TimeProvider clock) : IPersonNames
{
    private const int MostKept = 20_000;
    private static readonly TimeSpan Freshness = TimeSpan.FromMinutes(5);
    private readonly ConcurrentDictionary<Guid, (DateTimeOffset At, string Name)> known = new();

    Task<IReadOnlyDictionary<Guid, string>> IPersonNames.OfAsync(CrmDb db, IReadOnlyCollection<Guid> ids, CancellationToken ct) => OfAsync(db, ids, ct);

    /// <summary>Of those there are.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> OfAsync(CrmDb db, IEnumerable<Guid> ids, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (names, unknown) = (new Dictionary<Guid, string>(), new List<Guid>());
        foreach (var id in ids.Distinct())
        {
            if (known.TryGetValue(id, out var kept) && now - kept.At < Freshness)
            {
                names[id] = kept.Name;
            }
            else
            {
                unknown.Add(id);
            }
        }

        if (unknown.Count == 0)
        {
            return names;
        }

        if (known.Count > MostKept)
        {
            known.Clear();
        }

        foreach (var person in await db.Staff.Where(s => unknown.Contains(s.Id)).Select(s => new { s.Id, s.Name }).ToListAsync(ct))
        {
            names[person.Id] = person.Name;
            known[person.Id] = (now, person.Name);
        }

        return names;
    }
}

using BankCrm.Application.Common;
using BankCrm.Domain.Customers.Names;
using BankCrm.Domain.Customers.Search;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Customers.Search;

/// <summary>Customers by the beginning of their name or of a part of it: one stretch of the index of name keys.</summary>
internal static class NameLookup
{
    /// <param name="among">Only these customers; null: all.</param>
    public static async Task MatchAsync(CrmDb db, string typed, Matches matches, CancellationToken ct, IReadOnlyList<Guid>? among = null)
    {
        if (NameKeys.Prefix(typed) is not { } prefix)
        {
            return;
        }

        var keys = db.NameKeys.Where(k => k.Key.CompareTo(prefix.From) >= 0 && k.Key.CompareTo(prefix.Below) < 0);
        if (among is not null)
        {
            keys = keys.Where(k => among.Contains(k.CustomerId));
        }

        // Apart, so that a frequent given name does not crowd out the names that begin so.
        await AddAsync(keys.Where(k => !k.IsPart), prefix, matches, ct);
        if (matches.Room > 0)
        {
            await AddAsync(keys.Where(k => k.IsPart), prefix, matches, ct);
        }
    }

    private static async Task AddAsync(IQueryable<CustomerNameKey> keys, NamePrefix prefix, Matches matches, CancellationToken ct)
    {
        foreach (var key in await keys.OrderBy(k => k.Key).Take(matches.Room).ToListAsync(ct))
        {
            matches.Add(key.CustomerId, key.IsPart ? MatchRank.Part : key.Key == prefix.From ? MatchRank.Exact : MatchRank.Prefix, key.Key);
        }
    }
}

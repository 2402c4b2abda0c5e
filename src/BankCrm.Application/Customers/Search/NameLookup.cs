using BankCrm.Application.Common;
using BankCrm.Domain.Customers.Names;
using BankCrm.Domain.Customers.Search;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Customers.Search;

/// <summary>Customers by the beginning of their name or of a part of it: one stretch of each branch's name keys.</summary>
internal static class NameLookup
{
    /// <param name="among">Only these customers; null: all.</param>
    public static async Task MatchAsync(
        CrmDb db, CurrentUser user, string typed, Matches matches, CancellationToken ct, IReadOnlyList<Guid>? among = null)
    {
        if (NameKeys.Prefix(typed) is not { } prefix)
        {
            return;
        }

        // Apart, so that a frequent given name does not crowd out the names that begin so.
        await AddAsync(db, user, prefix, isPart: false, matches, among, ct);
        if (matches.Room > 0)
        {
            await AddAsync(db, user, prefix, isPart: true, matches, among, ct);
        }
    }

    private static async Task AddAsync(
        CrmDb db, CurrentUser user, NamePrefix prefix, bool isPart, Matches matches, IReadOnlyList<Guid>? among, CancellationToken ct)
    {
        var room = matches.Room;
        var keys = among is null && (user.SeesAllBranches || user.SeesManyBranches)
            ? db.NameKeysOfBranches(prefix.From, prefix.Below, isPart, room, user.SeesAllBranches ? null : [.. user.Branches])
            : db.NameKeys.Where(k => k.Key.CompareTo(prefix.From) >= 0 && k.Key.CompareTo(prefix.Below) < 0 && k.IsPart == isPart);
        if (among is not null)
        {
            keys = keys.Where(k => among.Contains(k.CustomerId));
        }

        foreach (var key in await keys.OrderBy(k => k.Key).Take(room).ToListAsync(ct))
        {
            matches.Add(key.CustomerId, key.IsPart ? MatchRank.Part : key.Key == prefix.From ? MatchRank.Exact : MatchRank.Prefix, key.Key);
        }
    }
}

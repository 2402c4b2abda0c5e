using System.Collections.Concurrent;
using BankCrm.Application.Common;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Customers.Tags;

/// <summary>A tag, and how many customers of those the user sees have it.</summary>
internal sealed record KnownTag(string Name, int Customers);

/// <summary>Keeps the tags of a scope for half a minute: all customers must be looked at to know them.</summary>
[Policy]
internal sealed class KnownTags
{
    private const int MostScopes = 1000;
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<string, (DateTimeOffset At, IReadOnlyList<KnownTag> Tags)> known = new();

    public async Task<IReadOnlyList<KnownTag>> OfAsync(CrmDb db, CurrentUser user, DateTimeOffset now, CancellationToken ct) =>
        known.TryGetValue(user.ScopeKey, out var kept) && now - kept.At < Freshness ? kept.Tags : await CountAsync(db, user, now, ct);

    /// <summary>As they are now.</summary>
    public async Task<IReadOnlyList<KnownTag>> CountAsync(CrmDb db, CurrentUser user, DateTimeOffset now, CancellationToken ct)
    {
        var tags = await db.Customers
            .Where(c => c.Tags.Count > 0)
            .SelectMany(c => c.Tags)
            .GroupBy(tag => tag)
            .Select(g => new { Name = g.Key, Customers = g.Count() })
            .ToListAsync(ct);
        if (known.Count >= MostScopes)
        {
            known.Clear();
        }

        IReadOnlyList<KnownTag> counted = [.. tags.OrderBy(t => t.Name, StringComparer.CurrentCultureIgnoreCase).Select(t => new KnownTag(t.Name, t.Customers))];
        known[user.ScopeKey] = (now, counted);
        return counted;
    }

    /// <summary>They were changed.</summary>
    public void Forget() => known.Clear();
}

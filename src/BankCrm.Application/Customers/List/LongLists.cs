using System.Collections.Concurrent;
using BankCrm.Application.Common;

namespace BankCrm.Application.Customers.List;

/// <summary>
/// Lists that were longer than is counted, for half a minute: "1,000+" stays true from one page to the next, and counting that far takes
/// longer than the page itself.
/// </summary>
[Policy]
internal sealed class LongLists
{
    private const int Most = 1000;
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<object, DateTimeOffset> known = new();

    /// <param name="list">Equal for lists of the same rows.</param>
    public bool Has(object list, DateTimeOffset now) => known.TryGetValue(list, out var at) && now - at < Freshness;

    public void Add(object list, DateTimeOffset now)
    {
        if (known.Count >= Most)
        {
            known.Clear();
        }

        known[list] = now;
    }
}

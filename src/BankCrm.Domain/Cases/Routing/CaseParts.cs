namespace BankCrm.Domain.Cases.Routing;

/// <summary>
/// Cases dealt into parts, each with its share of every category. A customer's cases stay together: what they wrote must not be
/// recognised by what they wrote before.
/// </summary>
internal static class CaseParts
{
    /// <returns>The part of each case, from 0.</returns>
    public static int[] Deal(IReadOnlyList<int> categories, IReadOnlyList<int> customers, int parts, ulong seed)
    {
        var dealt = new Dictionary<int, int>();
        var order = Enumerable.Range(0, categories.Count).ToArray();
        new FixedRandom(seed).Shuffle(order);
        foreach (var i in order.OrderBy(i => categories[i])) // stable: within a category as shuffled
        {
            dealt.TryAdd(customers[i], dealt.Count % parts);
        }

        return [.. customers.Select(c => dealt[c])];
    }
}

/// <summary>The same numbers on every machine and under every version (SplitMix64 of Steele, Lea and Flood, 2014). No secret.</summary>
internal sealed class FixedRandom(ulong seed)
{
    private ulong state = seed;

    public void Shuffle(Span<int> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var other = (int)(Next() % (ulong)(i + 1));
            (items[i], items[other]) = (items[other], items[i]);
        }
    }

    private ulong Next()
    {
        state += 0x9E3779B97F4A7C15;
        var mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}

using BankCrm.Domain.DataQuality.Duplicates;

namespace BankCrm.Infrastructure.DataQuality.Duplicates;

/// <summary>
/// Which customers meet under which keys, in eight bytes an entry: the key's hash, the customer's place, the weight. Two keys with one
/// hash cost a comparison and nothing else.
/// </summary>
internal sealed class Blocks(int capacity)
{
    private readonly List<ulong> entries = new(capacity);

    public void Add(int customer, PersonFacts facts, int pass, int passes)
    {
        foreach (var (key, weight) in BlockingKeys.Of(facts))
        {
            var hash = (uint)key.GetHashCode(StringComparison.Ordinal);
            if (hash % passes == pass)
            {
                entries.Add(((ulong)hash << 32) | ((ulong)(uint)customer << 1) | (weight >= BlockingKeys.Enough ? 1UL : 0));
            }
        }
    }

    /// <summary>Hands over the pairs that meet, and forgets the entries.</summary>
    public void MeetIn(MeetingPairs pairs)
    {
        entries.Sort();
        for (int start = 0, end; start < entries.Count; start = end)
        {
            end = start + 1;
            while (end < entries.Count && entries[end] >> 32 == entries[start] >> 32)
            {
                end++;
            }

            if (end - start is > 1 and <= BlockingKeys.LargestBlock)
            {
                Meet(start, end, pairs);
            }
        }

        entries.Clear();
    }

    private void Meet(int start, int end, MeetingPairs pairs)
    {
        for (var i = start; i < end; i++)
        {
            for (var j = i + 1; j < end; j++)
            {
                var (first, second) = ((int)((uint)entries[i] >> 1), (int)((uint)entries[j] >> 1));
                if (first != second)
                {
                    pairs.Add(first, second, isEnough: (entries[i] & entries[j] & 1) == 1);
                }
            }
        }
    }
}

/// <summary>Pairs of places, and whether what they share is enough to compare them.</summary>
internal sealed class MeetingPairs
{
    private readonly List<ulong> enough = [];
    private readonly List<ulong> half = [];

    public void Add(int first, int second, bool isEnough) =>
        (isEnough ? enough : half).Add(first < second ? ((ulong)(uint)first << 32) | (uint)second : ((ulong)(uint)second << 32) | (uint)first);

    /// <summary>Each once, by the first and then the second.</summary>
    public IReadOnlyList<(int First, int Second)> ToCompare()
    {
        half.Sort();
        for (var i = 1; i < half.Count; i++)
        {
            if (half[i] == half[i - 1])
            {
                enough.Add(half[i]);
            }
        }

        half.Clear();
        enough.Sort();
        var pairs = new List<(int, int)>(enough.Count);
        for (var i = 0; i < enough.Count; i++)
        {
            if (i == 0 || enough[i] != enough[i - 1])
            {
                pairs.Add(((int)(enough[i] >> 32), (int)(uint)enough[i]));
            }
        }

        return pairs;
    }
}

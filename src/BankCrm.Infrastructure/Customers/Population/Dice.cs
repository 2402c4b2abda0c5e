using System.Numerics;

namespace BankCrm.Infrastructure.Customers.Population;

/// <summary>Numbers that look drawn and are the same for the same seed, on every machine and in every release: SplitMix64.</summary>
internal sealed class Dice(ulong seed)
{
    private ulong state = seed;

    /// <summary>For one person of a population: independent of who came before.</summary>
    public static Dice For(long seed, long person) => new(Mixed(unchecked((ulong)seed)) ^ Mixed(unchecked((ulong)person + 0x632BE59BD9B4E019)));

    /// <summary>0 up to, not including, the limit.</summary>
    public int Below(int limit) => (int)Math.BigMul(Next(), (ulong)limit, out _);

    /// <summary>Both included.</summary>
    public int Between(int from, int through) => from + Below(through - from + 1);

    /// <summary>True in so many of a thousand cases.</summary>
    public bool In(int permille) => Below(1000) < permille;

    public T Of<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];

    private ulong Next() => Mixed(state += 0x9E3779B97F4A7C15);

    private static ulong Mixed(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return BitOperations.RotateLeft(value ^ (value >> 31), 1);
    }
}

/// <summary>Choices of which some are likelier than others.</summary>
internal sealed class Shares<T>
{
    private readonly T[] choices;
    private readonly int[] ends;

    public Shares(params (T Choice, int Share)[] shares)
    {
        choices = [.. shares.Select(s => s.Choice)];
        ends = new int[shares.Length];
        for (var (i, sum) = (0, 0); i < shares.Length; i++)
        {
            ends[i] = sum += shares[i].Share;
        }
    }

    public T Drawn(Dice dice)
    {
        var place = Array.BinarySearch(ends, dice.Below(ends[^1]) + 1);
        return choices[place < 0 ? ~place : place];
    }
}

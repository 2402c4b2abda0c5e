namespace BankCrm.CoreBanking.Live;

/// <summary>Numbers that look drawn and follow from a seed and a number: SplitMix64.</summary>
internal sealed class Dice(int seed, long number)
{
    private ulong state = unchecked(((ulong)seed * 0xD1342543DE82EF95) ^ ((ulong)number * 0x9E3779B97F4A7C15));

    /// <summary>0 up to, not including, the limit.</summary>
    public int Below(int limit) => (int)Math.BigMul(Next(), (ulong)limit, out _);

    /// <summary>Both included.</summary>
    public int Between(int from, int through) => from + Below(through - from + 1);

    private ulong Next()
    {
        var value = state += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}

namespace BankCrm.Domain.Customers.Names;

/// <summary>A name of several words is found from each of them on, the rest wrapped round: Emma Avaya Smith as Smith Emma too.</summary>
internal static class LatinNameKeys
{
    private const int MaxWords = 6;

    public static IEnumerable<NameKey> Of(string normalised)
    {
        var words = normalised.Split([' ', '·'], StringSplitOptions.RemoveEmptyEntries);
        for (var first = 0; first < Math.Min(words.Length, MaxWords); first++)
        {
            yield return new(string.Concat(words[first..].Concat(words[..first])), first == 0 ? NameKeyKind.Whole : NameKeyKind.Part);
        }

        // Middle names are seldom said: Emma Smith.
        if (words.Length > 2)
        {
            yield return new(string.Concat(words[..1].Append(words[^1]).Concat(words[1..^1])), NameKeyKind.Whole);
        }
    }
}

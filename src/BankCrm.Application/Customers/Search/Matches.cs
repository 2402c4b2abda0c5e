using BankCrm.Domain.Customers.Search;

namespace BankCrm.Application.Customers.Search;

/// <summary>Who was found, each once, with the best rank they were found by.</summary>
internal sealed class Matches(int enough)
{
    private readonly Dictionary<Guid, Match> found = [];

    public int Count => found.Count;

    public int Room => Math.Max(0, enough - found.Count);

    public void Add(Guid customerId, MatchRank rank, string key = "", bool isByNumber = false)
    {
        var match = new Match(customerId, rank, key, isByNumber);
        if (!found.TryGetValue(customerId, out var known) || match.IsBetterThan(known))
        {
            found[customerId] = match;
        }
    }

    public IReadOnlyList<Match> BestFirst() =>
        [.. found.Values.OrderBy(m => m.Rank).ThenBy(m => m.Key, StringComparer.Ordinal).ThenByDescending(m => m.CustomerId).Take(enough)];
}

/// <param name="Key">By what they were found; those found by a short name come before those of a longer one.</param>
/// <param name="IsByNumber">Whoever knows the whole number knows the customer: a protected record shows that it is there.</param>
internal sealed record Match(Guid CustomerId, MatchRank Rank, string Key, bool IsByNumber)
{
    public bool IsBetterThan(Match other) => (Rank, !IsByNumber).CompareTo((other.Rank, !other.IsByNumber)) < 0;
}

internal static class SearchGuesses
{
    extension(SearchGuess guess)
    {
        public bool IsName => guess.Kind is SearchKind.HanName or SearchKind.Pinyin or SearchKind.Initials or SearchKind.LatinName;
    }
}

namespace BankCrm.Domain.Cases.Routing;

/// <summary>How right a router is on cases it did not learn from.</summary>
/// <param name="Cases">How many it was tried on.</param>
/// <param name="Answered">For how many it had a suggestion. Those without count as wrong everywhere.</param>
/// <param name="RightFirst">The share, 0 to 1, whose category was the first suggestion.</param>
/// <param name="RightAmongFive">The share whose category was one of five.</param>
/// <param name="CalibrationError">
/// By how much a shown probability is wrong on average, 0 to 1: within each band of them, the mean shown against the share that came true.
/// </param>
/// <param name="Bands">Of the first suggestion's probability, the surest last; those nothing fell in are left out.</param>
/// <param name="Categories">The hardest first.</param>
/// <param name="Confusions">What was taken for what, the commonest first.</param>
public sealed record RouterTrial(
    int Cases, int Answered, double RightFirst, double RightAmongFive, double CalibrationError,
    IReadOnlyList<SureBand> Bands, IReadOnlyList<CategoryTrial> Categories, IReadOnlyList<Confusion> Confusions)
{
    private const int MostSuggestions = 5;
    private const int BandCount = 10;

    /// <summary>Learns from all parts but one and tries it on that one, for each in turn. No customer is in two parts.</summary>
    /// <exception cref="ArgumentException">There are fewer than two parts, or the cases of some parts do not have two categories.</exception>
    public static RouterTrial CrossValidate(
        IReadOnlyList<TaughtCase> cases, int folds = 5, RouterOptions? options = null, CancellationToken ct = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        var ordered = cases.OrderBy(c => c.CaseId).ToArray();
        var parts = CaseParts.Deal(Numbers(ordered, c => c.CategoryId), Numbers(ordered, c => c.Whose), folds, seed: 2);
        var tries = new List<Try>(ordered.Length);
        for (var part = 0; part < folds; part++)
        {
            var router = CaseRouter.Learn([.. ordered.Where((_, i) => parts[i] != part)], options, ct);
            tries.AddRange(Tried(router, ordered.Where((_, i) => parts[i] == part), ct));
        }

        return Of(tries);
    }

    /// <param name="cases">None that the router was learnt from: those it would know by heart.</param>
    public static RouterTrial Of(CaseRouter router, IEnumerable<TaughtCase> cases, CancellationToken ct = default) => Of([.. Tried(router, cases, ct)]);

    private static int[] Numbers(TaughtCase[] cases, Func<TaughtCase, Guid> of)
    {
        var all = cases.Select(of).Distinct().Order().ToArray();
        return Array.ConvertAll(cases, c => Array.BinarySearch(all, of(c)));
    }

    private static IEnumerable<Try> Tried(CaseRouter router, IEnumerable<TaughtCase> cases, CancellationToken ct)
    {
        foreach (var one in cases)
        {
            ct.ThrowIfCancellationRequested();
            yield return new(one.CategoryId, router.Suggest(one.Text, MostSuggestions));
        }
    }

    private static RouterTrial Of(List<Try> tries)
    {
        var bands = tries.Where(t => t.First is not null).GroupBy(t => Math.Min((int)(t.First!.Probability * BandCount), BandCount - 1))
            .OrderBy(g => g.Key)
            .Select(g => new SureBand(g.Count(), g.Average(t => t.First!.Probability), Share(g, t => t.IsRight))).ToList();
        var answered = bands.Sum(b => b.Cases);
        return new(
            tries.Count, answered, Share(tries, t => t.IsRight), Share(tries, t => t.Suggestions.Any(s => s.CategoryId == t.CategoryId)),
            bands.Sum(b => b.Cases * Math.Abs(b.Shown - b.Right)) / Math.Max(1, answered), bands,
            [.. tries.GroupBy(t => t.CategoryId).Select(g => new CategoryTrial(g.Key, g.Count(), Share(g, t => t.IsRight))).OrderBy(c => c.RightFirst).ThenBy(c => c.CategoryId)],
            [.. tries.Where(t => t.First is not null && !t.IsRight).GroupBy(t => (t.CategoryId, Suggested: t.First!.CategoryId))
                .Select(g => new Confusion(g.Key.CategoryId, g.Key.Suggested, g.Count()))
                .OrderByDescending(c => c.Cases).ThenBy(c => c.CategoryId).ThenBy(c => c.SuggestedId)]);
    }

    private static double Share(IEnumerable<Try> tries, Func<Try, bool> isSo) => tries.Select(t => isSo(t) ? 1.0 : 0).DefaultIfEmpty().Average();

    private sealed record Try(Guid CategoryId, IReadOnlyList<Suggestion> Suggestions)
    {
        public Suggestion? First => Suggestions.Count == 0 ? null : Suggestions[0];

        public bool IsRight => First?.CategoryId == CategoryId;
    }
}

/// <summary>First suggestions about as sure as each other.</summary>
/// <param name="Shown">The mean of their probabilities.</param>
/// <param name="Right">The share that was right.</param>
public sealed record SureBand(int Cases, double Shown, double Right);

/// <param name="RightFirst">The share of the category's cases that were suggested first (its recall).</param>
public sealed record CategoryTrial(Guid CategoryId, int Cases, double RightFirst);

/// <summary>Cases of one category for which another was suggested first.</summary>
public sealed record Confusion(Guid CategoryId, Guid SuggestedId, int Cases);

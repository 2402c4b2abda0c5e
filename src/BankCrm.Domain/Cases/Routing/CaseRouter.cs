namespace BankCrm.Domain.Cases.Routing;

/// <summary>Suggests the category of a case by its text, as learnt from cases whose category colleagues have settled. It never decides.</summary>
public sealed class CaseRouter
{
    public const int MostReasons = 6;

    private const int Decimals = 2;

    private readonly RoutingModel model;
    private readonly Dictionary<string, int> places;

    private CaseRouter(RoutingModel model)
    {
        this.model = model;
        places = new(model.Terms.Length, StringComparer.Ordinal);
        for (var place = 0; place < model.Terms.Length; place++)
        {
            places.Add(model.Terms[place], place);
        }
    }

    /// <summary>From how many it was learnt.</summary>
    public int Cases => model.Cases;

    public IReadOnlyList<Guid> Categories => model.Categories;

    /// <summary>Every word, part of a word and pair of words it remembers. It keeps no text.</summary>
    public IReadOnlyList<string> Terms => model.Terms;

    /// <summary>The same cases give the same router, in whatever order and on whatever machine.</summary>
    /// <exception cref="ArgumentException">There are fewer than two categories, or more than 65,535; or it cannot be learnt so.</exception>
    public static CaseRouter Learn(IReadOnlyList<TaughtCase> cases, RouterOptions? options = null, CancellationToken ct = default)
    {
        var how = options ?? new();
        if (!how.IsPossible)
        {
            throw new ArgumentException("Every figure must be above zero, and there must be two parts or more.", nameof(options));
        }

        if (cases.Select(c => c.CategoryId).Distinct().Count() is < 2 or > RoutingModel.MostCategories)
        {
            throw new ArgumentException("There is nothing to tell apart: cases of two categories are needed, and of no more than 65,535.", nameof(cases));
        }

        return new(RoutingModel.Learn(CaseTable.Read(cases, ct), how, ct));
    }

    /// <exception cref="FormatException">The bytes are damaged, of another version or of something else.</exception>
    public static CaseRouter FromBytes(ReadOnlySpan<byte> bytes) => new(RoutingFile.Read(bytes));

    public byte[] ToBytes() => RoutingFile.Write(model);

    /// <param name="most">How many are wanted.</param>
    /// <returns>The likeliest first. None where no whole word of the text is known.</returns>
    public IReadOnlyList<Suggestion> Suggest(string text, int most = 5)
    {
        var terms = CaseText.Terms(text);
        if (!terms.Any(t => t.IsWhole && places.ContainsKey(t.Name)))
        {
            return [];
        }

        var reading = new RouterReading(model, places, terms);
        var points = reading.Score();
        var average = points.Average();
        var shares = Sureness.Shares(points);
        return [.. Enumerable.Range(0, points.Length)
            .OrderByDescending(c => points[c]).ThenBy(c => model.Categories[c]).Take(most)
            .Select(c => Explain(reading, c, points[c] - average, shares[c]))];
    }

    /// <remarks>The rest is what is left of the rounded sum, so that what is shown adds up.</remarks>
    private Suggestion Explain(RouterReading reading, int category, double points, double share)
    {
        var sum = Rounded(points);
        SuggestionReason[] reasons = [.. reading.Said(category)
            .Select(w => new SuggestionReason(w.Words, Rounded(w.Points))).Where(r => r.Points > 0)
            .OrderByDescending(r => r.Points).ThenBy(r => r.Text, StringComparer.Ordinal).Take(MostReasons)];
        return new(model.Categories[category], share, sum, reasons, sum - reasons.Sum(r => r.Points));
    }

    private static decimal Rounded(double points) => Math.Round((decimal)points, Decimals);
}

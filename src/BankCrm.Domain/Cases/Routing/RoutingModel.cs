namespace BankCrm.Domain.Cases.Routing;

/// <summary>What was learnt: for each term its points for each category, of which most are none and not kept.</summary>
/// <param name="Cases">From how many it was learnt.</param>
/// <param name="Terms">In ordinal order.</param>
/// <param name="Worth">As <see cref="TermWeights.Worth"/>.</param>
/// <param name="Base">The points of each category before a word is read.</param>
/// <param name="Starts">Where the points of each term begin, and after the last where they end.</param>
/// <param name="Places">For which category a number of <paramref name="Points"/> is; rising within a term.</param>
internal sealed record RoutingModel(
    int Cases, Guid[] Categories, string[] Terms, float[] Worth, float[] Base, int[] Starts, ushort[] Places, float[] Points)
{
    public const int MostCategories = ushort.MaxValue;

    public static RoutingModel Learn(CaseTable table, RouterOptions options, CancellationToken ct)
    {
        var pointsOfOne = Sureness.Learn(table, options, ct);
        var vocabulary = Vocabulary.Of(table, [.. Enumerable.Range(0, table.Terms.Length)], options);
        var separator = LinearSeparator.Learn(
            Array.ConvertAll(table.Terms, vocabulary.Weigh), table.Category, table.Categories.Length, vocabulary.Terms.Length, options, ct);
        var (starts, places, points) = (new int[vocabulary.Terms.Length + 1], new List<ushort>(), new List<float>());
        for (var term = 0; term < vocabulary.Terms.Length; term++)
        {
            for (var category = 0; category < table.Categories.Length; category++)
            {
                if (Math.Abs(separator[term, category]) > options.Faintest)
                {
                    places.Add((ushort)category);
                    points.Add((float)(separator[term, category] * pointsOfOne));
                }
            }

            starts[term + 1] = points.Count;
        }

        return new(
            table.Terms.Length, table.Categories, Array.ConvertAll(vocabulary.Terms, t => table.Names[t]), vocabulary.Worth,
            [.. table.Categories.Select((_, category) => (float)(separator.Base(category) * pointsOfOne))],
            starts, [.. places], [.. points]);
    }

    /// <summary>Of a term for a category.</summary>
    public double PointsOf(int term, int category)
    {
        var at = Array.BinarySearch(Places, Starts[term], Starts[term + 1] - Starts[term], (ushort)category);
        return at < 0 ? 0 : Points[at];
    }

    /// <summary>Of a term, shared out over all categories.</summary>
    public double AverageOf(int term)
    {
        var sum = 0.0;
        for (var i = Starts[term]; i < Starts[term + 1]; i++)
        {
            sum += Points[i];
        }

        return sum / Categories.Length;
    }
}

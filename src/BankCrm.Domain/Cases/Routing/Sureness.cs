namespace BankCrm.Domain.Cases.Routing;

/// <summary>
/// How many points a weight is worth, so that a shown share comes true as often as it says (Platt's scaling with one figure for all
/// categories). A point is a doubling of the odds against another category.
/// </summary>
internal static class Sureness
{
    private const double Least = 0.1;
    private const double Most = 50;
    private const double Golden = 0.61803398874989485;
    private const int Narrowings = 40;

    /// <summary>The share of each: 2 to the power of its points, over the sum of all.</summary>
    public static double[] Shares(IReadOnlyList<double> points)
    {
        var most = points.Max();
        var powers = points.Select(p => PortableMath.Exp2(p - most)).ToArray();
        var sum = powers.Sum();
        return Array.ConvertAll(powers, p => p / sum);
    }

    /// <summary>Learns from parts of the cases what the others are judged by, and finds the worth at which those judgements are least surprised.</summary>
    public static double Learn(CaseTable table, RouterOptions options, CancellationToken ct)
    {
        var parts = CaseParts.Deal(table.Category, table.Customer, options.Parts, seed: 3);
        var judged = new List<(float[] Scores, int Category)>();
        for (var part = 0; part < options.Parts; part++)
        {
            var learnt = Enumerable.Range(0, parts.Length).Where(i => parts[i] != part).ToArray();
            var vocabulary = Vocabulary.Of(table, learnt, options);
            var separator = LinearSeparator.Learn(
                Array.ConvertAll(learnt, i => vocabulary.Weigh(table.Terms[i])), Array.ConvertAll(learnt, i => table.Category[i]),
                table.Categories.Length, vocabulary.Terms.Length, options, ct);
            judged.AddRange(Enumerable.Range(0, parts.Length).Where(i => parts[i] == part)
                .Select(i => (Text: vocabulary.Weigh(table.Terms[i]), Category: table.Category[i])).Where(i => i.Text.Places.Length > 0)
                .Select(i => (separator.Score(i.Text), i.Category)));
        }

        return judged.Count == 0 ? 1 : LeastSurprised(judged, ct);
    }

    /// <remarks>The surprise has one lowest place: it is searched by the golden section.</remarks>
    private static double LeastSurprised(List<(float[] Scores, int Category)> judged, CancellationToken ct)
    {
        var (low, high) = (Least, Most);
        var (left, right) = (high - (Golden * (high - low)), low + (Golden * (high - low)));
        var (atLeft, atRight) = (Surprise(judged, left, ct), Surprise(judged, right, ct));
        for (var i = 0; i < Narrowings && high - low > 0.001; i++)
        {
            if (atLeft <= atRight)
            {
                (high, right, atRight) = (right, left, atLeft);
                left = high - (Golden * (high - low));
                atLeft = Surprise(judged, left, ct);
            }
            else
            {
                (low, left, atLeft) = (left, right, atRight);
                right = low + (Golden * (high - low));
                atRight = Surprise(judged, right, ct);
            }
        }

        return (low + high) / 2;
    }

    /// <summary>The bits it takes to tell the right categories to whoever believed the shares.</summary>
    private static double Surprise(List<(float[] Scores, int Category)> judged, double worth, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var bits = 0.0;
        foreach (var (scores, category) in judged)
        {
            var sum = 0.0;
            foreach (var score in scores)
            {
                sum += PortableMath.Exp2(worth * (score - scores[category]));
            }

            bits += PortableMath.Log2(sum);
        }

        return bits;
    }
}

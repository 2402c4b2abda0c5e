using System.Numerics;
using System.Runtime.InteropServices;

namespace BankCrm.Domain.Cases.Routing;

/// <summary>
/// Weights that tell each category from all others: a linear support vector machine with squared loss for each, by dual coordinate descent
/// (Hsieh and others, "A Dual Coordinate Descent Method for Large-scale Linear SVM", 2008). All categories are learnt side by side, so that
/// a term's weights lie together and are added many at once; the order of the additions for one category is the same on every machine.
/// </summary>
internal sealed class LinearSeparator
{
    private const int CasesBetweenChecks = 256;
    private const float TooLittle = 1e-6f;

    private readonly int categories;
    private readonly int width;
    private readonly int terms;
    private readonly float[] weights;

    private LinearSeparator(int categories, int terms)
    {
        this.categories = categories;
        this.terms = terms;
        width = (categories + Vector<float>.Count - 1) / Vector<float>.Count * Vector<float>.Count;
        weights = new float[(terms + 1) * width];
    }

    /// <summary>Of each term for each category.</summary>
    public float this[int term, int category] => weights[(term * width) + category];

    /// <summary>What each category has before a word is read.</summary>
    public float Base(int category) => weights[(terms * width) + category];

    public static LinearSeparator Learn(
        TermWeights[] cases, int[] categoryOf, int categories, int terms, RouterOptions options, CancellationToken ct)
    {
        var separator = new LinearSeparator(categories, terms);
        var pull = new float[cases.Length * separator.width];
        var order = Enumerable.Range(0, cases.Length).ToArray();
        var random = new FixedRandom(seed: 1);
        var (scores, steps) = (new float[separator.width], new float[separator.width]);
        for (var pass = 0; pass < options.Passes; pass++)
        {
            random.Shuffle(order);
            for (var i = 0; i < order.Length; i++)
            {
                if (i % CasesBetweenChecks == 0)
                {
                    ct.ThrowIfCancellationRequested();
                }

                var one = order[i];
                separator.Score(cases[one], scores);
                if (Step(pull.AsSpan(one * separator.width, categories), categoryOf[one], SquareOf(cases[one]), scores, steps, options))
                {
                    separator.Add(cases[one], steps);
                }
            }
        }

        return separator;
    }

    public float[] Score(TermWeights one)
    {
        var scores = new float[width];
        Score(one, scores);
        return scores[..categories];
    }

    private void Score(TermWeights one, float[] scores)
    {
        weights.AsSpan(terms * width, width).CopyTo(scores);
        var sums = MemoryMarshal.Cast<float, Vector<float>>(scores.AsSpan());
        for (var i = 0; i < one.Places.Length; i++)
        {
            var row = RowOf(one.Places[i]);
            var weight = new Vector<float>(one.Weights[i]);
            for (var lane = 0; lane < sums.Length; lane++)
            {
                sums[lane] += row[lane] * weight;
            }
        }
    }

    /// <summary>Moves the case's pull on each category to where it is best if the others stay.</summary>
    /// <returns>Whether any moved.</returns>
    private static bool Step(Span<float> pulls, int own, float square, float[] scores, float[] steps, RouterOptions options)
    {
        var (softOwn, softOther) = ((float)(0.5 / (options.Cost * options.OwnWeight)), (float)(0.5 / options.Cost));
        var moved = false;
        for (var category = 0; category < pulls.Length; category++)
        {
            var (side, soft) = category == own ? (1f, softOwn) : (-1f, softOther);
            var slope = (side * scores[category]) - 1 + (pulls[category] * soft);
            var pulled = Math.Max(0, pulls[category] - (slope / (square + soft)));
            steps[category] = side * (pulled - pulls[category]);
            pulls[category] = pulled;
            moved |= Math.Abs(steps[category]) > TooLittle;
        }

        return moved;
    }

    private void Add(TermWeights one, float[] steps)
    {
        for (var i = 0; i <= one.Places.Length; i++)
        {
            var isBase = i == one.Places.Length;
            var row = RowOf(isBase ? terms : one.Places[i]);
            var weight = new Vector<float>(isBase ? 1 : one.Weights[i]);
            var lanes = MemoryMarshal.Cast<float, Vector<float>>(steps.AsSpan());
            for (var lane = 0; lane < row.Length; lane++)
            {
                row[lane] += lanes[lane] * weight;
            }
        }
    }

    private Span<Vector<float>> RowOf(int term) => MemoryMarshal.Cast<float, Vector<float>>(weights.AsSpan(term * width, width));

    /// <summary>The square of its length, the base among it: 2, or 1 where no term is known.</summary>
    private static float SquareOf(TermWeights one) => one.Places.Length == 0 ? 1 : 2;
}

using System.Runtime.InteropServices;

namespace BankCrm.Domain.Cases.Routing;

/// <summary>One text as a model reads it: the terms it knows, and the words of the text they were read in.</summary>
internal sealed class RouterReading
{
    private readonly RoutingModel model;
    private readonly TermWeights weights;
    private readonly int[] counts;
    private readonly double[] averages;
    private readonly List<string> words = [];
    private readonly List<(int Known, int Words)> heard = [];

    /// <param name="places">Of each term of the model.</param>
    public RouterReading(RoutingModel model, Dictionary<string, int> places, IReadOnlyList<CaseTerm> terms)
    {
        this.model = model;
        var known = new Dictionary<int, int>();
        var numberOf = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var term in terms)
        {
            if (places.TryGetValue(term.Name, out var place))
            {
                heard.Add((place, NumberOf(term.Shown, numberOf)));
                CollectionsMarshal.GetValueRefOrAddDefault(known, place, out _)++;
            }
        }

        var ordered = known.Keys.Order().ToArray();
        counts = Array.ConvertAll(ordered, place => known[place]);
        weights = TermWeights.Of(ordered, counts, model.Worth);
        averages = Array.ConvertAll(ordered, model.AverageOf);
        heard = heard.ConvertAll(h => (Array.BinarySearch(ordered, h.Known), h.Words));
    }

    /// <summary>The points of every category.</summary>
    public double[] Score()
    {
        var points = Array.ConvertAll(model.Base, b => (double)b);
        for (var i = 0; i < weights.Places.Length; i++)
        {
            for (var at = model.Starts[weights.Places[i]]; at < model.Starts[weights.Places[i] + 1]; at++)
            {
                points[model.Places[at]] += weights.Weights[i] * model.Points[at];
            }
        }

        return points;
    }

    /// <summary>How much more the words of the text say for the category than for one on average. Terms of the same words are added up.</summary>
    public IEnumerable<(string Words, double Points)> Said(int category)
    {
        var each = new double[counts.Length]; // what one occurrence of a term says
        for (var i = 0; i < counts.Length; i++)
        {
            each[i] = weights.Weights[i] * (model.PointsOf(weights.Places[i], category) - averages[i]) / counts[i];
        }

        var sums = new double[words.Count];
        foreach (var (known, shown) in heard)
        {
            sums[shown] += each[known];
        }

        return words.Zip(sums);
    }

    private int NumberOf(string shown, Dictionary<string, int> numberOf)
    {
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(numberOf, shown, out var isKnown);
        if (!isKnown)
        {
            number = words.Count;
            words.Add(shown);
        }

        return number;
    }
}

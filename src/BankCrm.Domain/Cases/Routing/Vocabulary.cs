namespace BankCrm.Domain.Cases.Routing;

/// <summary>The terms that are learnt, and how much each is worth: the fewer customers use it, the more.</summary>
internal sealed class Vocabulary
{
    private readonly int[] placeOf;

    private Vocabulary(int[] placeOf, int[] terms, float[] worth) => (this.placeOf, Terms, Worth) = (placeOf, terms, worth);

    /// <summary>Their numbers in the table, by name.</summary>
    public int[] Terms { get; }

    public float[] Worth { get; }

    /// <param name="cases">Which of the table are learnt from.</param>
    public static Vocabulary Of(CaseTable table, int[] cases, RouterOptions options)
    {
        var (customersWith, last) = (new int[table.Names.Count], new int[table.Names.Count]);
        Array.Fill(last, -1);
        var customers = 0;
        foreach (var its in cases.GroupBy(i => table.Customer[i]).OrderBy(g => g.Key))
        {
            customers++;
            foreach (var (term, _) in its.SelectMany(i => table.Terms[i]))
            {
                customersWith[term] += last[term] == its.Key ? 0 : 1;
                last[term] = its.Key;
            }
        }

        var terms = Enumerable.Range(0, table.Names.Count).Where(t => customersWith[t] >= options.FewestCustomers)
            .OrderByDescending(t => customersWith[t]).ThenBy(t => table.Names[t], StringComparer.Ordinal)
            .Take(options.MostTerms)
            .OrderBy(t => table.Names[t], StringComparer.Ordinal).ToArray();
        var places = new int[table.Names.Count];
        Array.Fill(places, -1);
        for (var place = 0; place < terms.Length; place++)
        {
            places[terms[place]] = place;
        }

        return new(places, terms, Array.ConvertAll(terms, t => TermWeights.Worth(customersWith[t], customers)));
    }

    public TermWeights Weigh(TermCount[] counts)
    {
        var known = Array.FindAll(counts, c => placeOf[c.Term] >= 0);
        return TermWeights.Of(Array.ConvertAll(known, c => placeOf[c.Term]), Array.ConvertAll(known, c => c.Count), Worth);
    }
}

/// <summary>A text as it is learnt and judged: how much it says of each known term. Long texts weigh as much as short ones: the squares come to 1.</summary>
/// <param name="Places">Of the terms in the vocabulary.</param>
internal sealed record TermWeights(int[] Places, float[] Weights)
{
    /// <remarks>The root softens it: a term three customers used is not eight times a common one.</remarks>
    public static float Worth(int customersWith, int customers) =>
        (float)Math.Sqrt(1 + PortableMath.Log((1.0 + customers) / (1 + customersWith)));

    /// <param name="counts">How often the text has the term: twice is more than once, but not twice as much.</param>
    public static TermWeights Of(int[] places, int[] counts, float[] worth)
    {
        var weights = new double[places.Length];
        var squares = 0.0;
        for (var i = 0; i < places.Length; i++)
        {
            weights[i] = (counts[i] == 1 ? 1 : 1 + PortableMath.Log(counts[i])) * worth[places[i]];
            squares += weights[i] * weights[i];
        }

        var length = Math.Sqrt(squares);
        return new(places, Array.ConvertAll(weights, w => (float)(w / length)));
    }
}

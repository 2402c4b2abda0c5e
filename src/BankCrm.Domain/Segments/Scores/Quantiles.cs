namespace BankCrm.Domain.Segments.Scores;

/// <summary>Parts of about equal size.</summary>
internal static class Quantiles
{
    /// <summary>Where the parts after the first begin: at most one fewer than there are parts, each different from the others.</summary>
    public static double[] Of(IEnumerable<double> values, int parts)
    {
        var sorted = values.ToArray();
        Array.Sort(sorted);
        return sorted.Length == 0 ? [] : [.. Enumerable.Range(1, parts - 1).Select(p => sorted[(int)((long)sorted.Length * p / parts)]).Distinct().Where(e => e > sorted[0])];
    }

    /// <summary>The number of the part, from 0.</summary>
    public static int Bin(double[] edges, double value)
    {
        var place = Array.BinarySearch(edges, value);
        return place >= 0 ? place + 1 : ~place;
    }

    /// <param name="share">Between 0 and 1.</param>
    public static double At(double[] sorted, double share) => sorted[Math.Clamp((int)(share * (sorted.Length - 1)), 0, sorted.Length - 1)];
}

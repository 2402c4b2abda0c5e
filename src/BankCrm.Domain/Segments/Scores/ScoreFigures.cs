namespace BankCrm.Domain.Segments.Scores;

/// <summary>How good shown probabilities were, on rows that were not learnt from.</summary>
/// <param name="Auc">Of an outcome and none, how often the first has the higher probability. 0.5 is chance.</param>
/// <param name="AucMargin">Half of the interval in which it lies with 95 % (Hanley and McNeil, 1982).</param>
/// <param name="Ks">The largest distance between the two distributions (Kolmogorov and Smirnov).</param>
/// <param name="Brier">The mean squared error; lower is better.</param>
/// <param name="BrierOfRate">That of somebody who always says the share of those it was learnt from.</param>
/// <param name="BestTenth">The share of all outcomes that the tenth with the highest probabilities holds.</param>
/// <param name="CalibrationError">By how much a shown probability is wrong on average, in tenths of the rows.</param>
public sealed record ScoreFigures(
    int Rows, int Came, double Auc, double AucMargin, double Ks, double Brier, double BrierOfRate, double LogLoss, double BestTenth, double CalibrationError, IReadOnlyList<CalibrationBand> Bands)
{
    private const int Tenths = 10;
    private const int FewestInBand = 20;
    private const double Least = 1e-12;

    public double Rate => Rows == 0 ? 0 : Came / (double)Rows;

    /// <param name="knownRate">The share of outcomes among the rows it was learnt from.</param>
    public static ScoreFigures Of(double[] probabilities, bool[] outcomes, double knownRate)
    {
        var (rows, came) = (outcomes.Length, outcomes.Count(o => o));
        var auc = AucOf(probabilities, outcomes);
        var order = Enumerable.Range(0, rows).OrderByDescending(i => probabilities[i]).ThenBy(i => i).ToArray();
        var bands = BandsOf(order, probabilities, outcomes);
        return new(
            rows, came, auc, Margin(auc, came, rows - came), KsOf(order, probabilities, outcomes, came),
            Mean(probabilities, outcomes, (p, o) => (p - o) * (p - o)), Mean(probabilities, outcomes, (_, o) => (knownRate - o) * (knownRate - o)),
            Mean(probabilities, outcomes, (p, o) => -Math.Log(Math.Max(Least, o > 0 ? p : 1 - p))),
            came == 0 ? 0 : order.Take((rows + Tenths - 1) / Tenths).Count(i => outcomes[i]) / (double)came,
            rows == 0 ? 0 : bands.Sum(b => b.Rows * Math.Abs(b.Shown - b.CameTrue)) / rows, bands);
    }

    /// <summary>Equal ones count half.</summary>
    public static double AucOf(double[] scores, bool[] outcomes)
    {
        var order = Enumerable.Range(0, scores.Length).ToArray();
        Array.Sort((double[])scores.Clone(), order);
        var (came, sum) = (0L, 0.0);
        for (var from = 0; from < order.Length;)
        {
            var to = from;
            var here = 0;
            while (to < order.Length && scores[order[to]] == scores[order[from]])
            {
                here += outcomes[order[to++]] ? 1 : 0;
            }

            sum += here * (from + to + 1) / 2.0; // the mean rank of equal ones, from 1
            came += here;
            from = to;
        }

        var not = scores.Length - came;
        return came == 0 || not == 0 ? 0.5 : (sum - (came * (came + 1) / 2.0)) / (came * (double)not);
    }

    private static double Margin(double auc, int came, int not)
    {
        if (came == 0 || not == 0)
        {
            return 0.5;
        }

        var (q1, q2) = (auc / (2 - auc), 2 * auc * auc / (1 + auc));
        var variance = ((auc * (1 - auc)) + ((came - 1) * (q1 - (auc * auc))) + ((not - 1) * (q2 - (auc * auc)))) / ((double)came * not);
        return 1.96 * Math.Sqrt(Math.Max(0, variance));
    }

    private static double KsOf(int[] order, double[] probabilities, bool[] outcomes, int came)
    {
        var not = order.Length - came;
        var (seen, most) = (0, 0.0);
        for (var i = 0; i < order.Length && came > 0 && not > 0; i++)
        {
            seen += outcomes[order[i]] ? 1 : 0;
            if (i + 1 == order.Length || probabilities[order[i + 1]] != probabilities[order[i]])
            {
                most = Math.Max(most, Math.Abs((seen / (double)came) - ((i + 1 - seen) / (double)not)));
            }
        }

        return most;
    }

    private static double Mean(double[] probabilities, bool[] outcomes, Func<double, double, double> of)
    {
        var sum = 0.0;
        for (var i = 0; i < outcomes.Length; i++)
        {
            sum += of(probabilities[i], outcomes[i] ? 1 : 0);
        }

        return outcomes.Length == 0 ? 0 : sum / outcomes.Length;
    }

    // The highest probabilities first; tenths, or larger parts where those would be too small to say anything.
    private static List<CalibrationBand> BandsOf(int[] order, double[] probabilities, bool[] outcomes)
    {
        var bands = new List<CalibrationBand>();
        var count = Math.Clamp(order.Length / FewestInBand, 1, Tenths);
        for (var band = 0; band < count; band++)
        {
            var (from, to) = ((int)((long)order.Length * band / count), (int)((long)order.Length * (band + 1) / count));
            if (to > from)
            {
                var its = order[from..to];
                bands.Add(new(its.Length, its.Average(i => probabilities[i]), its.Count(i => outcomes[i]) / (double)its.Length));
            }
        }

        return bands;
    }
}

/// <summary>A tenth of the rows.</summary>
/// <param name="Shown">The mean of the probabilities.</param>
/// <param name="CameTrue">The share of outcomes.</param>
public sealed record CalibrationBand(int Rows, double Shown, double CameTrue);

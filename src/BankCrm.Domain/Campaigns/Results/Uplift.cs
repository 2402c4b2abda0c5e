namespace BankCrm.Domain.Campaigns.Results;

/// <summary>What can be said of how much more those who were contacted bought than those who were left in peace.</summary>
public enum UpliftVerdict
{
    /// <summary>The interval holds zero: chance alone could have made the difference.</summary>
    NotEnough,

    More,
    Fewer,
}

/// <summary>
/// The difference of two shares with its 95 % interval after Newcombe (Statistics in Medicine 17, 1998, method 10: the Wilson intervals of both shares, joined),
/// which holds for small numbers and shares near zero too.
/// </summary>
/// <param name="Treated">Share of those contacted who bought, 0 to 1.</param>
/// <param name="Control">Share of the control group.</param>
/// <param name="Low">Of the difference; −1 to 1.</param>
public sealed record Uplift(double Treated, double Control, double Low, double High, UpliftVerdict Verdict)
{
    /// <summary>The normal deviate of a two-sided 95 %.</summary>
    private const double Z = 1.959963984540054;

    public double Difference => Treated - Control;

    /// <param name="bought">At most <paramref name="contacted"/>.</param>
    /// <param name="boughtAnyway">At most <paramref name="control"/>.</param>
    /// <returns>Null: there is nothing to compare.</returns>
    public static Uplift? Of(int bought, int contacted, int boughtAnyway, int control)
    {
        if (contacted <= 0 || control <= 0)
        {
            return null;
        }

        var (p, q) = ((double)bought / contacted, (double)boughtAnyway / control);
        var (pLow, pHigh) = Wilson(bought, contacted);
        var (qLow, qHigh) = Wilson(boughtAnyway, control);
        var low = p - q - Math.Sqrt(Square(p - pLow) + Square(qHigh - q));
        var high = p - q + Math.Sqrt(Square(pHigh - p) + Square(q - qLow));
        return new(p, q, low, high, low > 0 ? UpliftVerdict.More : high < 0 ? UpliftVerdict.Fewer : UpliftVerdict.NotEnough);
    }

    /// <summary>The interval of a share after Wilson (Journal of the American Statistical Association 22, 1927).</summary>
    public static (double Low, double High) Wilson(int successes, int trials)
    {
        if (trials <= 0)
        {
            return (0, 1);
        }

        var (n, p) = ((double)trials, (double)successes / trials);
        var z2 = Z * Z;
        var centre = (p + (z2 / (2 * n))) / (1 + (z2 / n));
        var half = Z / (1 + (z2 / n)) * Math.Sqrt((p * (1 - p) / n) + (z2 / (4 * n * n)));
        return (Math.Max(0, centre - half), Math.Min(1, centre + half));
    }

    private static double Square(double x) => x * x;
}

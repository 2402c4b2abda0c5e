using BankCrm.Domain.Common;

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
        var (pLow, pHigh) = Shares.Wilson(bought, contacted);
        var (qLow, qHigh) = Shares.Wilson(boughtAnyway, control);
        var low = p - q - Math.Sqrt(Square(p - pLow) + Square(qHigh - q));
        var high = p - q + Math.Sqrt(Square(pHigh - p) + Square(q - qLow));
        return new(p, q, low, high, low > 0 ? UpliftVerdict.More : high < 0 ? UpliftVerdict.Fewer : UpliftVerdict.NotEnough);
    }

    private static double Square(double x) => x * x;
}

namespace BankCrm.Domain.Common;

public static class Shares
{
    /// <summary>The normal deviate of a two-sided 95 %.</summary>
    private const double Z = 1.959963984540054;

    /// <summary>The 95 % interval of a share after Wilson (Journal of the American Statistical Association 22, 1927).</summary>
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
}

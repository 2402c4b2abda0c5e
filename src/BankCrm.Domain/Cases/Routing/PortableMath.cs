namespace BankCrm.Domain.Cases.Routing;

/// <summary>
/// Logarithm and power by the four operations, which are exact by the standard. Those of the library are the machine's own and differ in
/// the last place, and a model must be the same wherever it is learnt.
/// </summary>
internal static class PortableMath
{
    public const double Ln2 = 0.69314718055994530942;

    private const double Sqrt2 = 1.41421356237309504880;
    private const int LastOdd = 25; // beyond it a term of the series is less than the last place
    private const int LastPower = 16;

    /// <param name="x">Positive and finite.</param>
    public static double Log2(double x)
    {
        var exponent = Math.ILogB(x);
        var rest = Math.ScaleB(x, -exponent);
        if (rest > Sqrt2)
        {
            (rest, exponent) = (rest / 2, exponent + 1);
        }

        var z = (rest - 1) / (rest + 1);
        var sum = 0.0;
        for (var odd = LastOdd; odd >= 1; odd -= 2)
        {
            sum = (sum * z * z) + (1.0 / odd);
        }

        return exponent + (2 * z * sum / Ln2);
    }

    public static double Log(double x) => Log2(x) * Ln2;

    /// <param name="x">Of no more than a thousand, either way; beyond, as if it were a thousand.</param>
    public static double Exp2(double x)
    {
        var whole = (int)Math.Round(Math.Clamp(x, -1000, 1000));
        var rest = (Math.Clamp(x, -1000, 1000) - whole) * Ln2;
        var sum = 1.0;
        for (var power = LastPower; power >= 1; power--)
        {
            sum = 1 + (sum * rest / power);
        }

        return Math.ScaleB(sum, whole);
    }
}

namespace BankCrm.Domain.Common;

/// <summary>Hides the middle of a number. A number too short to hide anything worth while shows its last place only.</summary>
public static class Mask
{
    private const int LeastHidden = 3;

    public static string Middle(string number, int first, int last)
    {
        if (number.Length < first + last + LeastHidden)
        {
            (first, last) = (0, Math.Min(1, number.Length));
        }

        return number[..first] + new string('*', number.Length - first - last) + number[^last..];
    }
}

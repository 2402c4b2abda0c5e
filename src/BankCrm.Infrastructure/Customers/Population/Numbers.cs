using System.Globalization;

namespace BankCrm.Infrastructure.Customers.Population;

/// <summary>
/// Numbers of made-up documents and telephones, with right check digits. Each follows from the customer's place in the bank by a
/// permutation, so no two customers share one, whichever seed they were made with, and nobody has to remember which are taken.
/// </summary>
internal static class Numbers
{
    private const long Step = 7_368_787; // a prime that divides none of the ranges, and scatters neighbours
    private const int Days = 365;
    private const int SequencesOfSex = 500;
    private const long EightDigits = 100_000_000;

    private static ReadOnlySpan<byte> CreditWeights => [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
    private static ReadOnlySpan<byte> OrganisationWeights => [3, 7, 9, 10, 5, 8, 4, 2];
    private static ReadOnlySpan<byte> ResidentWeights => [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    /// <summary>The district, the day of the year and the sequence come from the place, the year is given.</summary>
    public static string ResidentId(long place, int year, bool isMan)
    {
        var scattered = Scattered(place, (long)Places.DistrictCodes.Count * Days * SequencesOfSex);
        var (rest, area) = Math.DivRem(scattered, Places.DistrictCodes.Count);
        var (half, day) = Math.DivRem(rest, Days);
        var born = new DateOnly(2001, 1, 1).AddDays((int)day); // of a year without 29 February
        var digits = string.Create(CultureInfo.InvariantCulture,
            $"{Places.DistrictCodes[(int)area]}{year:0000}{born:MMdd}{(half * 2) + (isMan ? 1 : 0):000}");
        return digits + "10X98765432"[Sum(digits, ResidentWeights) % 11];
    }

    public static string CreditCode(long place, string area)
    {
        const string letters = "0123456789ABCDEFGHJKLMNPQRTUWXY";
        var organisation = Digits(place);
        var check = (11 - (Sum(organisation, OrganisationWeights) % 11)) switch { 10 => 'X', 11 => '0', var digit => (char)('0' + digit) };
        var code = $"91{area}{organisation}{check}";
        var sum = 0;
        for (var i = 0; i < code.Length; i++)
        {
            sum += CreditWeights[i] * letters.IndexOf(code[i], StringComparison.Ordinal);
        }

        return code + letters[(31 - (sum % 31)) % 31];
    }

    /// <summary>Eight digits that no other place has.</summary>
    public static string Digits(long place) => Scattered(place, EightDigits).ToString("00000000", CultureInfo.InvariantCulture);

    private static long Scattered(long place, long range) => place % range * Step % range;

    private static int Sum(string digits, ReadOnlySpan<byte> weights)
    {
        var sum = 0;
        for (var i = 0; i < weights.Length; i++)
        {
            sum += weights[i] * (digits[i] - '0');
        }

        return sum;
    }
}

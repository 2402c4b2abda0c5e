using BankCrm.Domain.Common;

namespace BankCrm.Domain.Customers.Contacts;

/// <summary>Numbers of mainland China. Segments of mobile numbers change every year, so only 13 to 19 is asked for.</summary>
internal static class MainlandPhone
{
    private const int MobileLength = 11;

    public static bool IsMobile(string national) =>
        national.Length == MobileLength && national[0] == '1' && national[1] is >= '3' and <= '9' && national.All(char.IsAsciiDigit);

    /// <param name="digits">As dialled inside the country: a land line begins with 0.</param>
    public static Fault? Check(string digits)
    {
        if (digits.StartsWith('0'))
        {
            return IsLandLine(digits[1..]) ? null : LandLineFault();
        }

        return digits switch
        {
            _ when IsMobile(digits) || IsService(digits) => null,
            ['1', ..] when digits.Length == MobileLength => MobileBeginning(),
            ['1', ..] when digits.Length is > 8 => MobileLengthFault(digits),
            { Length: 7 or 8 } => new("A land line needs its area code, as in 0512-62345678. Add the area code."),
            _ => new("This is no number of mainland China. Begin a foreign number with + and its calling code."),
        };
    }

    /// <param name="national">What follows +86.</param>
    public static Fault? CheckFromAbroad(string national)
    {
        var digits = national.StartsWith('0') ? national[1..] : national;
        return digits switch
        {
            _ when IsMobile(digits) || IsService(digits) || IsLandLine(digits) => null,
            ['1', ..] when digits.Length == MobileLength => MobileBeginning(),
            ['1', ..] => MobileLengthFault(digits),
            _ => LandLineFault(),
        };
    }

    public static string Masked(string national)
    {
        var (trunk, shown) = national[0] switch
        {
            '1' when IsMobile(national) => ("", 3),
            '4' or '8' when IsService(national) => ("", 3),
            _ => ("0", AreaLength(national)),
        };
        return $"{trunk}{national[..shown]}****{national[(shown + 4)..]}";
    }

    private static bool IsLandLine(string digits)
    {
        var area = AreaLength(digits);
        return digits.Length > area
            && digits[0] is >= '1' and <= '9'
            && (digits[0] != '1' || digits[1] == '0')
            && digits[area] is >= '2' and <= '9'
            && (digits.Length - area == 8 || (area == 3 && digits.Length - area == 7));
    }

    /// <summary>400 and 800 numbers of firms.</summary>
    private static bool IsService(string digits) => digits.Length == 10 && digits[..3] is "400" or "800";

    /// <summary>Beijing (10) and the largest cities (2x) have two digits, all others three.</summary>
    private static int AreaLength(string digits) => digits is ['1' or '2', ..] ? 2 : 3;

    private static Fault MobileBeginning() => new("A mobile number of mainland China begins with 13 to 19. Compare the first digits.");

    private static Fault MobileLengthFault(string digits) => new("A mobile number of mainland China has 11 digits; this one has {0}.", digits.Length);

    private static Fault LandLineFault() =>
        new("A land line has an area code and 7 or 8 digits, as in 0512-62345678. Compare the digits; leave out extensions.");
}

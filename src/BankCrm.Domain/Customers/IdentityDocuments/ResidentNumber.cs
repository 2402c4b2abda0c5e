using System.Globalization;
using BankCrm.Domain.Common;

namespace BankCrm.Domain.Customers.IdentityDocuments;

/// <summary>The 18 places of GB 11643-1999: area, birth date, sequence (odd for men), check digit (ISO 7064 MOD 11-2).</summary>
internal static class ResidentNumber
{
    public const int Length = 18;
    public const int LegacyLength = 15;

    // Files of the long dead are kept too; anything earlier is a typing error.
    private static readonly DateOnly Earliest = new(1850, 1, 1);

    // Area codes below the province are retired over the years, so only the province is checked.
    private static readonly HashSet<string> Provinces =
    [
        "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43", "44", "45", "46",
        "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71", "81", "82", "83", "91",
    ];

    private static ReadOnlySpan<byte> Weights => [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    public static Fault? Check(string number, DateOnly today) =>
        IsLegacy(number)
            ? new("First-generation numbers of 15 places are no longer valid. Enter the 18 places of the present card.")
            : CheckShape(number) ?? CheckProvince(number) ?? CheckBirthDate(number, today) ?? CheckDigit(number);

    public static Fault? CheckResidencePermit(string number, DateOnly today) =>
        CheckShape(number)
        ?? (number[..6] is "810000" or "820000" or "830000"
            ? null
            : new Fault("A residence permit begins with 810000 (Hong Kong), 820000 (Macao) or 830000 (Taiwan). Check the kind of document."))
        ?? CheckBirthDate(number, today)
        ?? CheckDigit(number);

    public static Fault? CheckShape(string number)
    {
        if (number.Length != Length)
        {
            return new("This kind of number has 18 places; this one has {0}. Read it from the card again.", number.Length);
        }

        for (var i = 0; i < Length - 1; i++)
        {
            if (!char.IsAsciiDigit(number[i]))
            {
                return new("Place {0} must be a digit. Read it from the card again.", i + 1);
            }
        }

        return char.IsAsciiDigit(number[^1]) || number[^1] == 'X' ? null : new("The last place must be a digit or X. Read it from the card again.");
    }

    public static Fault? CheckBirthDate(string number, DateOnly today) => BirthDate(number) switch
    {
        null => new("Places 7 to 14 are no date of the calendar. Compare the birth date with the card."),
        { } born when born > today => new("Places 7 to 14 are a date after today. Compare the birth date with the card."),
        { } born when born < Earliest => new("Places 7 to 14 are a date before 1850. Compare the birth date with the card."),
        _ => null,
    };

    public static Fault? CheckDigit(string number)
    {
        var expected = Expected(number);
        return number[^1] == expected
            ? null
            : new("The check digit (place 18) does not fit: after these 17 places it would be {0}. Compare each place with the card.", expected);
    }

    /// <summary>Everything but the check digit holds: a real number with a place mistyped.</summary>
    public static bool FailsByCheckDigitOnly(string number, DateOnly today) =>
        CheckShape(number) is null && CheckProvince(number) is null && CheckBirthDate(number, today) is null && CheckDigit(number) is not null;

    public static bool IsLegacy(string number) => number.Length == LegacyLength && number.All(char.IsAsciiDigit);

    /// <summary>The number of 18 places that took the place of one of 15: the century put in, the check digit added.</summary>
    public static string Lengthened(string number)
    {
        if (!IsLegacy(number))
        {
            return number;
        }

        var longer = $"{number[..6]}19{number[6..]}";
        return longer + Expected(longer);
    }

    public static Fault? CheckLegacy(string number) =>
        CheckProvince(number) ?? (BirthDate(number) is null ? new Fault("Places 7 to 12 are no date of the calendar. Compare the birth date with the papers.") : null);

    public static DateOnly? BirthDate(string number)
    {
        var digits = number.Length switch
        {
            Length => number[6..14],
            LegacyLength when IsLegacy(number) => "19" + number[6..12],
            _ => "",
        };
        return DateOnly.TryParseExact(digits, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var born) ? born : null;
    }

    public static Sex? SexOf(string number)
    {
        if (number.Length != Length && !IsLegacy(number))
        {
            return null;
        }

        var sequence = number.Length == Length ? number[16] : number[14];
        return (sequence - '0') % 2 == 1 ? Sex.Male : Sex.Female;
    }

    private static Fault? CheckProvince(string number) =>
        Provinces.Contains(number[..2]) ? null : new("Places 1 and 2 are no province. Compare them with the card.");

    private static char Expected(string number)
    {
        var sum = 0;
        for (var i = 0; i < Weights.Length; i++)
        {
            sum += Weights[i] * (number[i] - '0');
        }

        return "10X98765432"[sum % 11];
    }
}

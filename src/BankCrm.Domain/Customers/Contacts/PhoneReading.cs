using System.Text;
using BankCrm.Domain.Common;

namespace BankCrm.Domain.Customers.Contacts;

/// <summary>Reads what was typed as a telephone number: into E.164, or into the sentence that says what is wrong.</summary>
internal static class PhoneReading
{
    private const int MinNational = 4;
    private const int MaxInternational = 15;

    public static (string E164, Fault? Fault) Of(string text, string defaultCountry)
    {
        if (CleanText.Check(text, PhoneNumber.MaxLength) is { } unclean)
        {
            return ("", unclean);
        }

        var typed = HalfWidth.Of(text).Trim();
        if (typed.Length == 0)
        {
            return ("", new("Enter a telephone number."));
        }

        var digits = new StringBuilder(typed.Length);
        // "+44 (0)20 …": the trunk digit in brackets is not dialled from abroad.
        foreach (var letter in typed.StartsWith('+') || typed.StartsWith("00", StringComparison.Ordinal)
            ? typed.Replace("(0)", "", StringComparison.Ordinal)
            : typed)
        {
            if (char.IsAsciiDigit(letter))
            {
                digits.Append(letter);
            }
            else if (!(letter == '+' && digits.Length == 0) && !IsSeparator(letter))
            {
                return ("", new("A telephone number has digits, and + at most at its beginning. Leave out words and extensions."));
            }
        }

        return Read(digits.ToString(), isInternational: typed.Contains('+', StringComparison.Ordinal), defaultCountry);
    }

    private static (string E164, Fault? Fault) Read(string digits, bool isInternational, string defaultCountry)
    {
        if (isInternational)
        {
            return International(digits);
        }

        if (digits.StartsWith("00", StringComparison.Ordinal))
        {
            return International(digits[2..]);
        }

        // 86 before a mobile number, without its +: nothing else has these 13 digits.
        if (digits.Length == 13 && digits.StartsWith("86", StringComparison.Ordinal) && MainlandPhone.IsMobile(digits[2..]))
        {
            return ("+" + digits, null);
        }

        return Countries.CallingCodeOf(defaultCountry) switch
        {
            "86" => Checked("86", digits.TrimStart('0'), MainlandPhone.Check(digits)),
            "1" => National("1", digits.Length == 11 && digits[0] == '1' ? digits[1..] : digits),
            // Italy dials its 0 from abroad too.
            "39" => National("39", digits),
            { } code => National(code, digits.StartsWith('0') ? digits[1..] : digits),
            null => throw new ArgumentException($"'{defaultCountry}' is no country.", nameof(defaultCountry)),
        };
    }

    private static (string E164, Fault? Fault) International(string digits)
    {
        if (Countries.CallingCodeIn(digits) is not { } code)
        {
            return ("", new("No country has this calling code. Compare the digits after + or 00."));
        }

        var national = digits[code.Length..];
        return code == "86"
            ? Checked(code, national.TrimStart('0'), MainlandPhone.CheckFromAbroad(national))
            : National(code, national);
    }

    private static (string E164, Fault? Fault) National(string code, string digits) => Checked(code, digits, code switch
    {
        "1" when digits.Length != 10 => new Fault("A number of the United States or Canada has 10 digits; this one has {0}.", digits.Length),
        "852" or "853" when digits.Length != 8 => new Fault("A number of Hong Kong or Macao has 8 digits; this one has {0}.", digits.Length),
        _ when digits.Length < MinNational => new Fault("This number is too short: {0} digits after the calling code.", digits.Length),
        _ when code.Length + digits.Length > MaxInternational => new Fault("This number is too long: at most 15 digits with the calling code. Leave out extensions."),
        _ => null,
    });

    private static (string E164, Fault? Fault) Checked(string code, string national, Fault? fault) =>
        fault is null ? ($"+{code}{national}", null) : ("", fault);

    private static bool IsSeparator(char letter) =>
        char.IsWhiteSpace(letter) || letter is '-' or '.' or '(' or ')' or '/' or '·' or '\u2212' or (>= '\u2010' and <= '\u2015');
}

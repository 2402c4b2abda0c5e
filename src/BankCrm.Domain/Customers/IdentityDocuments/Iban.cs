using System.Globalization;
using System.Text.Json.Serialization;
using BankCrm.Domain.Common;

namespace BankCrm.Domain.Customers.IdentityDocuments;

/// <summary>An international bank account number, ISO 13616. Prints itself masked.</summary>
[JsonConverter(typeof(MaskedJson<Iban>))]
public sealed record Iban
{
    private const int MaxTyped = 64;

    // The length each country gave its numbers in the register. Mainland China, Hong Kong and the United States issue none.
    private static readonly Dictionary<string, int> Lengths = (
        "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 " +
        "FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 " +
        "MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 " +
        "SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30")
        .Split(' ').ToDictionary(entry => entry[..2], entry => int.Parse(entry[2..], CultureInfo.InvariantCulture));

    private Iban(string number) => Unmasked = number;

    /// <summary>The whole number. Only for those who may reveal it.</summary>
    public string Unmasked { get; }

    public string LastFour => Unmasked[^4..];

    public static Fault? Check(string text)
    {
        if (CleanText.Check(text, MaxTyped) is { } unclean)
        {
            return unclean;
        }

        var number = Normalise(text);
        if (number.Length < 5 || !number.All(char.IsAsciiLetterOrDigit) || !number[..2].All(char.IsAsciiLetterUpper) || !number[2..4].All(char.IsAsciiDigit))
        {
            return new("An IBAN has two letters for the country, two check digits, then letters and digits. Read it again.");
        }

        if (!Lengths.TryGetValue(number[..2], out var length))
        {
            return new("The country {0} issues no IBAN. Enter the account number as it is.", number[..2]);
        }

        if (number.Length != length)
        {
            return new("An IBAN of {0} has {1} places; this one has {2}. Read it again.", number[..2], length, number.Length);
        }

        return Mod97.Of(number[4..] + number[..4]) == 1
            ? null
            : new("The check digits (places 3 and 4) do not fit: with these places they would be {0}. Compare each place.", Expected(number));
    }

    /// <exception cref="RefusedException">No account has this number; the sentence says why.</exception>
    public static Iban Parse(string text)
    {
        Refuse.If(Check(text));
        return new(Normalise(text));
    }

    public static Iban FromStored(string unmasked) => new(unmasked);

    public static string Normalise(string text) => IdentityNumber.Normalise(IdentityDocumentKind.ResidentId, text);

    /// <summary>Looks like one: a country that issues them and its number of places.</summary>
    public static bool HasShape(string number) => number.Length > 4 && number.All(char.IsAsciiLetterOrDigit)
        && number[2..4].All(char.IsAsciiDigit) && Lengths.TryGetValue(number[..2], out var length) && number.Length == length;

    public override string ToString() => Mask.Middle(Unmasked, 6, 4);

    private static string Expected(string number) =>
        (98 - Mod97.Of(number[4..] + number[..2] + "00")).ToString("00", CultureInfo.InvariantCulture);
}

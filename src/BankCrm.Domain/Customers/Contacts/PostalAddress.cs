using System.Text.Json.Serialization;
using BankCrm.Domain.Common;

namespace BankCrm.Domain.Customers.Contacts;

/// <summary>Where a letter reaches somebody, in any country. What a country does not have stays empty. Prints its city only.</summary>
[JsonConverter(typeof(MaskedJson<PostalAddress>))]
public sealed record PostalAddress(
    string Country, string Province, string City, string District, string Line1, string Line2, string PostalCode)
{
    public const int PartMaxLength = 100;
    public const int LineMaxLength = 200;
    public const int PostalCodeMaxLength = 12;

    // The code stands before the town.
    private static readonly HashSet<string> CodeFirst =
    [
        "AT", "BE", "BG", "CH", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IS", "IT", "LI", "LT", "LU", "MC", "MX", "MY",
        "NL", "NO", "PL", "PT", "RO", "RS", "SE", "SI", "SK", "TR",
    ];

    /// <summary>The whole address on one line, in the order of its country. Only for those who may reveal it.</summary>
    public string Unmasked => Country switch
    {
        "CN" or "HK" or "MO" or "TW" or "JP" or "KR" when IsEastAsian => FromTheLargest,
        "CN" => Joined(Line1, Line2, District, City, Province, PostalCode),
        _ => Joined(Line1, Line2, District, Town, Country),
    };

    /// <summary>All parts as they are, for storing it sealed.</summary>
    public string ToStored() => string.Join('\n', Parts);

    public static PostalAddress FromStored(string stored) => stored.Split('\n') is [var country, var province, var city, var district, var line1, var line2, var code]
        ? new(country, province, city, district, line1, line2, code)
        : throw new FormatException("The stored address does not have seven parts.");

    /// <summary>Spaces around the parts taken off, the country's letters made capital.</summary>
    public PostalAddress Trimmed() => new(
        HalfWidth.Of(Country).Trim().ToUpperInvariant(), Province.Trim(), City.Trim(), District.Trim(), Line1.Trim(), Line2.Trim(),
        HalfWidth.Of(PostalCode).Trim().ToUpperInvariant());

    public Fault? Check()
    {
        if (!Countries.Exists(Country))
        {
            return new("Choose the country of the address.");
        }

        foreach (var part in new[] { Province, City, District })
        {
            if (CleanText.Check(part, PartMaxLength) is { } fault)
            {
                return fault;
            }
        }

        return CleanText.Check(Line1, LineMaxLength)
            ?? CleanText.Check(Line2, LineMaxLength)
            ?? CheckPostalCode()
            ?? (string.IsNullOrWhiteSpace(Line1) ? new Fault("Enter the street and house number.") : null);
    }

    /// <summary>Equal for the same place, however it was spaced and whether or not the postal code was known.</summary>
    public string Key => string.Concat(HalfWidth.Of(string.Join('|', Country, Province == City ? "" : Province, City, District, Line1 + Line2))
        .Where(c => !char.IsWhiteSpace(c) && c is not (',' or '.'))).ToUpperInvariant();

    public override string ToString() => City.Length > 0 ? City : Province.Length > 0 ? Province : Country;

    private string[] Parts => [Country, Province, City, District, Line1, Line2, PostalCode];

    private bool IsEastAsian => (Province + City + District + Line1).Any(c => c >= '\u2E80');

    // 上海市 is province and city at once: written once.
    private string FromTheLargest => (Province == City ? "" : Province) + City + District + Line1 + Line2
        + (PostalCode.Length > 0 ? " " + PostalCode : "");

    private string Town => CodeFirst.Contains(Country)
        ? Spaced(PostalCode, City, Province)
        : Spaced(City.Length > 0 && Province.Length > 0 ? City + "," : City, Province, PostalCode);

    private Fault? CheckPostalCode()
    {
        var isRight = PostalCode.Length == 0 || Country switch
        {
            "CN" => PostalCode.Length == 6 && PostalCode.All(char.IsAsciiDigit),
            "US" => PostalCode.Length == 5
                ? PostalCode.All(char.IsAsciiDigit)
                : PostalCode.Length == 10 && PostalCode[5] == '-' && PostalCode.Remove(5, 1).All(char.IsAsciiDigit),
            _ => PostalCode.Length <= PostalCodeMaxLength && PostalCode.All(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '-'),
        };
        return isRight ? null : new("This is no postal code of the country. Correct it or leave it empty.");
    }

    private static string Joined(params string[] parts) => string.Join(", ", parts.Where(p => p.Length > 0));

    private static string Spaced(params string[] parts) => string.Join(' ', parts.Where(p => p.Length > 0));
}

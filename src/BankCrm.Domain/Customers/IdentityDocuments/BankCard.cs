using System.Text.Json.Serialization;
using BankCrm.Domain.Common;

namespace BankCrm.Domain.Customers.IdentityDocuments;

/// <summary>A card number, ISO/IEC 7812, with its Luhn digit. Account numbers that are no cards need not pass. Prints itself masked.</summary>
[JsonConverter(typeof(MaskedJson<BankCard>))]
public sealed record BankCard
{
    public const int MinLength = 8;
    public const int MaxLength = 19;
    private const int MaxTyped = 40;

    private BankCard(string number) => Unmasked = number;

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
        if (number.Length == 0)
        {
            return new("Enter the card number.");
        }

        if (!number.All(char.IsAsciiDigit) || number[0] == '0')
        {
            return new("A card number has digits only and does not begin with 0. Read it from the card again.");
        }

        if (number.Length is < MinLength or > MaxLength)
        {
            return new("A card number has at most 19 digits, most have 16 to 19; this one has {0}. Read it from the card again.", number.Length);
        }

        var expected = LuhnDigit(number.AsSpan(..^1));
        return number[^1] == expected
            ? null
            : new("The check digit (the last one) does not fit: after these digits it would be {0}. Compare each digit with the card.", expected);
    }

    /// <exception cref="RefusedException">No card has this number; the sentence says why.</exception>
    public static BankCard Parse(string text)
    {
        Refuse.If(Check(text));
        return new(Normalise(text));
    }

    public static BankCard FromStored(string unmasked) => new(unmasked);

    /// <summary>The digits, with the check digit that belongs to them.</summary>
    public static string Completed(string digits) => digits + LuhnDigit(digits);

    public static string Normalise(string text) => IdentityNumber.Normalise(IdentityDocumentKind.ResidentId, text);

    public override string ToString() => Mask.Middle(Unmasked, Unmasked.Length < 13 ? 0 : 6, 4);

    private static char LuhnDigit(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] - '0';
            var weighted = i % 2 == 0 ? digit * 2 : digit;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }

        return (char)('0' + ((10 - (sum % 10)) % 10));
    }
}

using BankCrm.Domain.Common;

namespace BankCrm.Domain.Customers.IdentityDocuments;

/// <summary>Passports of every country, and the permits with which residents of Hong Kong, Macao and Taiwan travel to the mainland.</summary>
internal static class TravelDocuments
{
    public static Fault? CheckPassport(string number)
    {
        if (number.Length is < 5 or > 20)
        {
            return new("A passport number has 5 to 20 places; this one has {0}. Read it from the passport again.", number.Length);
        }

        return number.All(char.IsAsciiLetterOrDigit) && number.Any(char.IsAsciiDigit)
            ? null
            : new("A passport number has Latin letters and digits, and at least one digit. Read it from the passport again.");
    }

    public static Fault? CheckHongKongMacaoPermit(string number) =>
        number[0] is 'H' or 'M' && number.Length is 9 or 11 && number[1..].All(char.IsAsciiDigit)
            ? null
            : new("A permit for residents of Hong Kong and Macao has H or M, then 8 digits (older ones 10). Read it from the permit again.");

    public static Fault? CheckTaiwanPermit(string number)
    {
        var digits = number.Length > 10 ? number[..10] : number;
        return digits.Length is 8 or 10 && digits.All(char.IsAsciiDigit) && number.Length <= 12 && number[digits.Length..].All(char.IsAsciiLetterOrDigit)
            ? null
            : new("A permit for residents of Taiwan has 8 digits (older ones 10 and a letter). Read it from the permit again.");
    }
}

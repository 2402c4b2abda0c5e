using BankCrm.Domain.Common;
using BankCrm.Domain.Customers.Contacts;
using BankCrm.Domain.Customers.IdentityDocuments;

namespace BankCrm.Domain.Customers.Search;

/// <summary>What digits, with or without letters, may be. What keeps its check digit comes before what only has the length.</summary>
internal static class SearchNumber
{
    private const int LastFourLength = 4;
    private const int CustomerDigits = 10;
    private const int LeastAccount = 6;
    private const int MostAccount = 32;
    private const int LeastCard = 13;

    public static List<SearchGuess> Guesses(string text, DateOnly today, string defaultCountry)
    {
        var number = IdentityNumber.Normalise(IdentityDocumentKind.ForeignNationalId, text);
        if (number.StartsWith('+') || (number.StartsWith("00", StringComparison.Ordinal) && number.Length > LeastAccount))
        {
            return [Phone(text, defaultCountry)];
        }

        if (!number.All(char.IsAsciiLetterOrDigit))
        {
            return [];
        }

        return number.Length == LastFourLength && number[..3].All(char.IsAsciiDigit) && (char.IsAsciiDigit(number[3]) || number[3] == 'X')
            ? [new(SearchKind.LastFour, number)]
            : [.. Of(number, text, today, defaultCountry).OrderBy(guess => guess.Fault is not null)];
    }

    private static IEnumerable<SearchGuess> Of(string number, string text, DateOnly today, string defaultCountry)
    {
        var isDigits = number.All(char.IsAsciiDigit);
        if ((isDigits && number.Length == CustomerDigits) || (number.Length == CustomerDigits + 1 && number[0] == 'C' && number[1..].All(char.IsAsciiDigit)))
        {
            yield return new(SearchKind.CustomerNumber, isDigits ? "C" + number : number);
        }

        foreach (var guess in ResidentIds(number, today).Concat(CreditCodes(number)).Concat(isDigits ? Phones(number, text, defaultCountry) : []))
        {
            yield return guess;
        }

        if (isDigits && number.Length is >= LeastCard and <= BankCard.MaxLength)
        {
            yield return new(SearchKind.BankCard, number, BankCard.Check(number));
        }

        if (Iban.HasShape(number))
        {
            yield return new(SearchKind.Iban, number, Iban.Check(number));
        }

        if (isDigits && number.Length is >= LeastAccount and <= MostAccount)
        {
            yield return new(SearchKind.AccountNumber, number);
        }

        // "Emma 7" and "zhang wei 3" are no documents.
        if (number.Length is > LastFourLength and <= 20 && (isDigits || !text.Contains(' ', StringComparison.Ordinal)) && !IsMainlandMobile(number))
        {
            yield return new(SearchKind.OtherDocument, number);
        }
    }

    private static IEnumerable<SearchGuess> ResidentIds(string number, DateOnly today)
    {
        if (ResidentNumber.IsLegacy(number) && ResidentNumber.CheckLegacy(number) is null)
        {
            yield return new(SearchKind.ResidentId, number);
        }

        if (ResidentNumber.CheckShape(number) is null)
        {
            var isForeigner = ForeignerCard.Check(number, today) is null;
            var fault = isForeigner ? null : ResidentNumber.Check(number, today);

            // 18 digits that begin with 9 are a credit code much oftener than a foreigner's card.
            if (fault is null || number[0] != '9')
            {
                yield return new(SearchKind.ResidentId, number, fault);
            }
        }
    }

    private static IEnumerable<SearchGuess> CreditCodes(string number)
    {
        if (number.Length == SocialCreditCode.Length && number[..2].Any(char.IsAsciiDigit)
            && (number[0] == '9' || number[..^1].Any(char.IsAsciiLetter) || SocialCreditCode.Check(number) is null))
        {
            yield return new(SearchKind.SocialCreditCode, number, SocialCreditCode.Check(number));
        }
    }

    private static IEnumerable<SearchGuess> Phones(string number, string text, string defaultCountry)
    {
        if (PhoneNumber.Check(text, defaultCountry) is not { } fault)
        {
            yield return Phone(text, defaultCountry);
        }
        else if (number.Length == 10 && PhoneNumber.Check(text, "US") is null)
        {
            yield return Phone(text, "US");
        }
        else if (number.Length == 11 && number[0] == '1')
        {
            yield return new(SearchKind.Phone, number, fault);
        }
    }

    private static SearchGuess Phone(string text, string country) => PhoneNumber.Check(text, country) is { } fault
        ? new(SearchKind.Phone, text, fault)
        : new(SearchKind.Phone, PhoneNumber.Parse(text, country).Unmasked);

    private static bool IsMainlandMobile(string number) => PhoneNumber.Check(number) is null;
}

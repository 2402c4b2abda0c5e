using BankCrm.Domain.Common;

namespace BankCrm.Domain.Customers.IdentityDocuments;

/// <summary>The foreigner's permanent residence card: since 2023 with 18 places and the check digit of a resident ID, before with 15.</summary>
internal static class ForeignerCard
{
    private const int OldLength = 15;
    private const int OldLetters = 3;

    public static Fault? Check(string number, DateOnly today)
    {
        if (number.Length == OldLength)
        {
            return number[..OldLetters].All(char.IsAsciiLetterUpper) && number[OldLetters..].All(char.IsAsciiDigit)
                ? null
                : new("A permanent residence card of 15 places has three letters, then 12 digits. Read it from the card again.");
        }

        if (number.Length != ResidentNumber.Length)
        {
            return new("A permanent residence card has 18 places (before 2023: 15); this one has {0}. Read it from the card again.", number.Length);
        }

        return number[0] == '9'
            ? ResidentNumber.CheckShape(number) ?? ResidentNumber.CheckBirthDate(number, today) ?? ResidentNumber.CheckDigit(number)
            : new("A permanent residence card of 18 places begins with 9. Check the kind of document.");
    }
}

using System.Text.Json.Serialization;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers.IdentityDocuments;

namespace BankCrm.Domain.Accounts;

/// <summary>The number of an account, as its bank gave it: an IBAN, a card's number or the bank's own. Prints itself masked.</summary>
[JsonConverter(typeof(MaskedJson<AccountNumber>))]
public sealed record AccountNumber
{
    public const int MaxLength = 40;

    private AccountNumber(string number) => Unmasked = number;

    /// <summary>The whole number. Only for those who may reveal it.</summary>
    public string Unmasked { get; }

    public static Fault? Check(string text)
    {
        if (CleanText.Check(text, MaxLength) is { } unclean)
        {
            return unclean;
        }

        var number = Normalise(text);
        return number.Length switch
        {
            0 => new("Enter the account number."),
            _ when !number.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '/' or '.') =>
                new("An account number has letters and digits only. Read it again."),
            _ => Iban.HasShape(number) ? Iban.Check(number) : null,
        };
    }

    /// <exception cref="RefusedException">No account has this number; the sentence says why.</exception>
    public static AccountNumber Parse(string text)
    {
        Refuse.If(Check(text));
        return new(Normalise(text));
    }

    public static AccountNumber FromStored(string unmasked) => new(unmasked);

    /// <summary>The one spelling: half-width, without spaces, capital letters.</summary>
    public static string Normalise(string text) => IdentityNumber.Normalise(IdentityDocumentKind.ForeignNationalId, text);

    /// <summary>Of somebody else's account, of which nobody needs the whole number here. Nothing of nothing.</summary>
    public static string Masked(string text) => text.Length == 0 ? "" : new AccountNumber(Normalise(text)).ToString();

    /// <summary>The first six and the last four places; of a short number fewer.</summary>
    public override string ToString() => Mask.Middle(Unmasked, Unmasked.Length < 13 ? 0 : 6, Unmasked.Length < 8 ? 2 : 4);
}

using System.Text;
using System.Text.Json.Serialization;
using BankCrm.Domain.Common;

namespace BankCrm.Domain.Customers.IdentityDocuments;

/// <summary>The number of an identity document, in its one spelling. Prints itself masked.</summary>
[JsonConverter(typeof(MaskedJson<IdentityNumber>))]
public sealed record IdentityNumber
{
    /// <summary>Of a number as typed; no stored number is longer.</summary>
    public const int MaxLength = 64;

    private IdentityNumber(IdentityDocumentKind kind, string number) => (Kind, Unmasked) = (kind, number);

    public IdentityDocumentKind Kind { get; }

    /// <summary>The whole number. Only for those who may reveal it.</summary>
    public string Unmasked { get; }

    public string LastFour => Unmasked[^Math.Min(4, Unmasked.Length)..];

    /// <summary>Null where the kind of number does not tell it.</summary>
    public DateOnly? BirthDate => Kind.TellsBirthDate() ? ResidentNumber.BirthDate(Unmasked) : null;

    /// <summary>Null where the kind of number does not tell it.</summary>
    public Sex? Sex => Kind.TellsBirthDate() ? ResidentNumber.SexOf(Unmasked) : null;

    /// <summary>Worth a second look although it is accepted: some codes were issued against the rule.</summary>
    public Fault? Doubt => Kind switch
    {
        IdentityDocumentKind.UnifiedSocialCreditCode => OrganisationCode.Doubt(Unmasked[8..17]),
        IdentityDocumentKind.OrganisationCode => OrganisationCode.Doubt(Unmasked),
        _ => null,
    };

    /// <param name="migrated">The number comes from an older system, where a resident ID may still have 15 places.</param>
    public static Fault? Check(IdentityDocumentKind kind, string text, DateOnly today, bool migrated = false) =>
        CleanText.Check(text, MaxLength) ?? IdentityRules.Check(kind, Normalise(kind, text), today, migrated);

    /// <exception cref="RefusedException">The number cannot be one of this kind; the sentence says why.</exception>
    public static IdentityNumber Parse(IdentityDocumentKind kind, string text, DateOnly today, bool migrated = false)
    {
        Refuse.If(Check(kind, text, today, migrated));
        return new(kind, Normalise(kind, text));
    }

    /// <summary>A number that was checked when it was stored, under the rules of that day.</summary>
    public static IdentityNumber FromStored(IdentityDocumentKind kind, string unmasked) => new(kind, unmasked);

    /// <summary>The one spelling of a number, however it was typed; for looking it up too.</summary>
    public static string Normalise(IdentityDocumentKind kind, string text)
    {
        var number = new StringBuilder(text.Length);
        foreach (var letter in HalfWidth.Of(text))
        {
            if (!char.IsWhiteSpace(letter) && !IsDash(letter) && !IsDecoration(kind, letter))
            {
                number.Append(char.ToUpperInvariant(letter));
            }
        }

        return number.ToString();
    }

    public override string ToString() => Kind.TellsBirthDate() ? Mask.Middle(Unmasked, 3, 4) : Mask.Middle(Unmasked, 1, 2);

    private static bool IsDecoration(IdentityDocumentKind kind, char letter) => letter switch
    {
        '(' or ')' => kind.IsFreeForm() || kind is IdentityDocumentKind.TaiwanPermit,
        '.' or '/' or '·' => kind.IsFreeForm(),
        _ => false,
    };

    private static bool IsDash(char letter) => letter is '-' or '\u2212' or (>= '\u2010' and <= '\u2015');
}

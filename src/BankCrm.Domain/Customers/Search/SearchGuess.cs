using System.Text.Json.Serialization;
using BankCrm.Domain.Common;

namespace BankCrm.Domain.Customers.Search;

/// <summary>What a typed text may be.</summary>
public enum SearchKind
{
    CustomerNumber,

    /// <summary>The 18 places of a resident ID or a residence permit, or the 15 of an old resident ID.</summary>
    ResidentId,

    SocialCreditCode,
    Phone,

    /// <summary>The last four places of an identity document or a telephone.</summary>
    LastFour,

    BankCard,
    Iban,
    AccountNumber,
    Email,

    /// <summary>A passport, permit or foreign number: letters and digits, without spaces.</summary>
    OtherDocument,

    HanName,
    Pinyin,
    Initials,
    LatinName,
}

/// <summary>One thing the text may be. Prints its kind only: the value may be somebody's number.</summary>
/// <param name="Value">In the spelling it is looked up by: E.164, lower-case e-mail, number without spaces; a name as typed.</param>
/// <param name="Fault">Why no record can have it, as a wrong check digit: shown instead of "not found".</param>
/// <param name="And">What must hold besides: 张伟 5678 is a name and the last four places of a number.</param>
[JsonConverter(typeof(MaskedJson<SearchGuess>))]
public sealed record SearchGuess(SearchKind Kind, string Value, Fault? Fault = null, SearchGuess? And = null)
{
    public override string ToString() => And is null ? $"{Kind}" : $"{Kind} and {And}";
}

/// <summary>All that a typed text may be, the likeliest first.</summary>
/// <param name="TooLittle">Why nothing is looked for yet; null where there is a guess.</param>
public sealed record RecognisedText(IReadOnlyList<SearchGuess> Guesses, Fault? TooLittle = null);

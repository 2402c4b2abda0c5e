using BankCrm.Domain.Accounts.Arrangements;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers.IdentityDocuments;

namespace BankCrm.Application.Accounts.Arrangements;

/// <summary>A card as its source has it now.</summary>
/// <param name="Number">Whole: it is kept masked, and as a keyed hash.</param>
public sealed record ToldCard(
    string AccountNumber, string Reference, long Version, DateTimeOffset ToldAt, string Number, CardKind Kind, CardStatus Status) : IToldArrangement
{
    /// <summary>As the source calls it: Gold.</summary>
    public string Name { get; init; } = "";

    public DateOnly? IssuedOn { get; init; }

    /// <summary>Any day of the last month in which it can be used.</summary>
    public DateOnly? ValidTo { get; init; }

    public Fault? Fault() =>
        this.CommonFault()
        ?? BankCard.Check(Number)
        ?? (BankCard.Normalise(Reference) == BankCard.Normalise(Number)
            ? new Fault("The reference is the card's number: choose another, for it is kept readable.")
            : null)
        ?? CleanText.Check(Name, Card.NameMaxLength)
        ?? (ValidTo < IssuedOn ? new Fault("The card was out of date before it was issued.") : null);
}

using BankCrm.Domain.Common;

namespace BankCrm.Domain.Recommendations.Offers;

/// <summary>What keeps a suggestion from being made.</summary>
public enum OfferGate
{
    [Means("The relationship has ended")] Ended,
    [Means("It bears your own name")] OwnRecord,
    [Means("An open complaint")] OpenComplaint,
    [Means("The product is not sold here now")] NotOnSale,
    [Means("Holds the product")] HasProduct,
    [Means("No risk questionnaire")] NotAssessed,
    [Means("The risk questionnaire is older than a year")] AssessmentTooOld,
    [Means("The product's risk is above their class")] TooRisky,
    [Means("Wants no marketing")] NoConsent,
    [Means("Refused lately")] CoolingOff,
    [Means("Accepted already")] Accepted,
    [Means("Put off to a later day")] Postponed,
    [Means("Has died")] Died,
}

/// <summary>A gate that is closed.</summary>
/// <param name="Until">The first day on which it is open again by itself. Null: something else must happen.</param>
public sealed record ClosedGate(OfferGate Gate, DateOnly? Until = null);

using BankCrm.Application.Recommendations.Offers;
using BankCrm.Domain.Recommendations.Answers;
using BankCrm.Domain.Recommendations.Offers;
using BankCrm.Web.Platform.Localisation;
using BankCrm.Web.Platform.TagHelpers;

namespace BankCrm.Web.Pages.Recommendations.Offers;

/// <summary>Suggestions in words and colours.</summary>
internal static class OfferWords
{
    /// <summary>So many stand on the customer's page.</summary>
    public const int MostOnPage = 3;

    extension(AnswerKind kind)
    {
        public Colour Colour => kind switch
        {
            AnswerKind.Accepted => Colour.Green,
            AnswerKind.Declined => Colour.Red,
            _ => Colour.Amber,
        };
    }

    extension(Text text)
    {
        /// <summary>For what a row has its points.</summary>
        public string NameOf(PointRow row, Offer offer, Show show) => (row.Kind, row.Found) switch
        {
            (PointKind.Base, _) => text["The rule itself"],
            (PointKind.Score, null) => text["The score: none of this customer"],
            (PointKind.Score, { } tenth) => text["The score “{0}”: tenth {1} of 10", offer.Score, tenth],
            (PointKind.Value, { } assets) => text["Holds {0} with the bank", show.RoundMoney(assets)],
            (PointKind.Maturity, { } days) => text["Something matures in {0} days", days],
            (PointKind.Maturity, null) => text["Nothing is going to mature"],
            (PointKind.Contact, { } days) => text["Last contact {0} days ago", days],
            (PointKind.Contact, null) => text["Nobody was in touch yet"],
            (PointKind.Refusals, { } times) => text["Suggestions refused in 90 days: {0}", times],
            _ => "",
        };

        /// <summary>What would give more points. Empty: nothing does.</summary>
        public string ChangeOf(PointRow row, Show show) => (row.Kind, row.Better) switch
        {
            (PointKind.Base, _) => text["only another version of the rule"],
            (_, null) => "",
            (PointKind.Score, _) => text["in the highest tenth: {0}", RuleLook.Points(row.Gain)],
            (PointKind.Value, { } from) => text["from {0} on: {1}", show.RoundMoney(from), RuleLook.Points(row.Gain)],
            (PointKind.Maturity, { } days) => text["a maturity within {0} days: {1}", days, RuleLook.Points(row.Gain)],
            (PointKind.Contact, { } days) => text["no contact for {0} days: {1}", days, RuleLook.Points(row.Gain)],
            _ => text["no refusal in the last 90 days: {0}", RuleLook.Points(row.Gain)],
        };

        /// <summary>What opens a gate.</summary>
        public string OpensWhen(ClosedGate closed, Show show) => closed switch
        {
            { Until: { } day } => text["opens on {0}", show.Day(day)],
            { Gate: OfferGate.Ended or OfferGate.Died } => text["nothing opens it"],
            { Gate: OfferGate.OwnRecord } => text["a colleague can look at it"],
            { Gate: OfferGate.OpenComplaint } => text["opens when the complaint is answered"],
            { Gate: OfferGate.NotOnSale } => text["opens when it is on sale in branches"],
            { Gate: OfferGate.HasProduct } => text["opens when they hold it no more"],
            { Gate: OfferGate.NotAssessed } => text["opens with a risk questionnaire"],
            { Gate: OfferGate.AssessmentTooOld } => text["opens with a new risk questionnaire"],
            { Gate: OfferGate.TooRisky } => text["opens only if a new risk questionnaire gives them a higher class"],
            _ => text["opens when they agree to marketing by this way"],
        };
    }
}

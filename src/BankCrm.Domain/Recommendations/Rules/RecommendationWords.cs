using BankCrm.Domain.Common;
using BankCrm.Domain.Products.Catalogue;

namespace BankCrm.Domain.Recommendations.Rules;

/// <summary>What a rule suggests.</summary>
public enum RecommendedAction
{
    [Means("Offer a product")] OfferProduct,
    [Means("Review what matures")] ReviewMaturity,
    [Means("Activate a card")] ActivateCard,
    [Means("Win back")] WinBack,
    [Means("Renew a document")] RenewDocument,
    [Means("Complete data")] CompleteData,
}

/// <summary>How a colleague comes to speak of it.</summary>
public enum RecommendedWay
{
    [Means("When they are here")] Counter,
    [Means("By telephone")] Call,
}

public static class RecommendedActions
{
    extension(RecommendedAction action)
    {
        /// <summary>It sells: who refused marketing is left in peace. The others serve what they have, or what the law asks of the bank.</summary>
        public bool IsMarketing => action is RecommendedAction.OfferProduct or RecommendedAction.WinBack;

        /// <summary>It has to be done whatever the customer complains about.</summary>
        public bool IsDuty => action is RecommendedAction.RenewDocument or RecommendedAction.CompleteData;
    }
}

public static class RecommendedWays
{
    extension(RecommendedWay way)
    {
        /// <summary>What is sold by these channels can be offered so: by telephone, what branches sell too.</summary>
        public bool Sells(SalesChannels channels) => channels.HasFlag(SalesChannels.Branch) || (way is RecommendedWay.Call && channels.HasFlag(SalesChannels.Phone));
    }
}

using System.Text.Json;
using BankCrm.Domain.Common;
using BankCrm.Domain.Products.Catalogue;

namespace BankCrm.Domain.Segments.Scores;

/// <summary>What counts as having come of a contact, within the window of its campaign.</summary>
public enum GatheredOutcome
{
    [Means("They said yes, or bought")] Either,
    [Means("They said yes: interested, or bought")] SaidYes,
    [Means("They opened the product that was offered")] Bought,
}

/// <summary>From which of the bank's own contacts a history is gathered.</summary>
/// <param name="Campaigns">With the names they had. Empty where all of a kind are taken.</param>
/// <param name="AllOf">All campaigns for products of this kind, also those that come later. Null: the campaigns that are named.</param>
public sealed record GatherTerms(GatheredOutcome Outcome, IReadOnlyList<GatheredCampaign> Campaigns, ProductClass? AllOf)
{
    public const int MostCampaigns = 50;

    public string ToJson() => JsonSerializer.Serialize(this);

    /// <exception cref="JsonException">They are no terms.</exception>
    public static GatherTerms FromJson(string json) => JsonSerializer.Deserialize<GatherTerms>(json) ?? throw new JsonException("They are no terms.");
}

public sealed record GatheredCampaign(Guid Id, string Name);

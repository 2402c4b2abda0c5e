using BankCrm.Application.Campaigns.Planning;

namespace BankCrm.Web.Pages.Campaigns;

/// <summary>A page with the form of a campaign.</summary>
public interface ICampaignForm
{
    CampaignForm Input { get; }

    CampaignChoices Choices { get; }

    /// <summary>The audience is written down: what would change it is only shown.</summary>
    bool IsPrepared { get; }
}

using BankCrm.Application.Common;

namespace BankCrm.Application.Campaigns;

public static class CampaignRights
{
    /// <summary>For whom campaigns stand on the home page.</summary>
    public const string WorksOn = CampaignPermissions.Write + AllowAttribute.Or + CampaignPermissions.Approve + AllowAttribute.Or + CampaignPermissions.HandOver;
}

using BankCrm.Application.Common;

namespace BankCrm.Application.Campaigns.Responses;

public static class ResponsePermissions
{
    [Permission("See what campaigns offer a customer, and write down what they answer", ShippedRole.Teller, ShippedRole.RelationshipManager, ShippedRole.BranchManager)]
    public const string Answer = "campaigns.answer";

    [Permission("Bring in answers to campaigns from a file", ShippedRole.Marketing, ShippedRole.BranchManager)]
    public const string Import = "campaigns.import-answers";

    [Permission("Take what customers answer by a link, and find what they bought: for the system itself")]
    public const string Take = "campaigns.take-answers";
}

internal static class ResponseRights
{
    /// <summary>In a customer's story.</summary>
    public const string SeeAny = ResponsePermissions.Answer + AllowAttribute.Or + CampaignPermissions.Read;
}

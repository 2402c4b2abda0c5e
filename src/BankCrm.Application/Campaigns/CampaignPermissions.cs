using BankCrm.Application.Common;

namespace BankCrm.Application.Campaigns;

public static class CampaignPermissions
{
    [Permission("See campaigns and what they brought",
        ShippedRole.RelationshipManager, ShippedRole.BranchManager, ShippedRole.Marketing, ShippedRole.ComplianceOfficer, ShippedRole.Auditor)]
    public const string Read = "campaigns.read";

    [Permission("Draft, change and propose campaigns", ShippedRole.Marketing)]
    public const string Write = "campaigns.write";

    [Permission("Approve campaigns that others propose", ShippedRole.BranchManager, ShippedRole.ComplianceOfficer)]
    public const string Approve = "campaigns.approve";

    [Permission("Launch, pause and stop approved campaigns", ShippedRole.Marketing)]
    public const string Launch = "campaigns.launch";

    [Permission("Stop any campaign at once", ShippedRole.Marketing, ShippedRole.ComplianceOfficer)]
    public const string Stop = "campaigns.stop";

    [Permission("Suggest customers one looks after for campaigns that run", ShippedRole.RelationshipManager)]
    public const string Suggest = "campaigns.suggest";

    [Permission("Take those whom campaigns reach by letter or WeChat out of the bank as a file, with names and addresses", ShippedRole.BranchManager, ShippedRole.ComplianceOfficer)]
    public const string HandOver = "campaigns.hand-over";

    /// <summary>Of the system: writes audiences down.</summary>
    [Permission("Write down the audience of a campaign")]
    public const string Prepare = "campaigns.prepare";
}

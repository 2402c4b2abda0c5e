using BankCrm.Application.Common;

namespace BankCrm.Application.Platform.Channels;

public static class TemplatePermissions
{
    [Permission("See the texts of messages to customers",
        ShippedRole.BranchManager, ShippedRole.Marketing, ShippedRole.ComplianceOfficer, ShippedRole.Auditor, ShippedRole.Administrator)]
    public const string Read = "templates.read";

    [Permission("Write texts of messages to customers", ShippedRole.Marketing, ShippedRole.BranchManager, ShippedRole.ComplianceOfficer)]
    public const string Write = "templates.write";

    [Permission("Approve texts that somebody else wrote", ShippedRole.ComplianceOfficer)]
    public const string Approve = "templates.approve";
}

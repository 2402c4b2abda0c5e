using BankCrm.Application.Common;

namespace BankCrm.Application.Platform.Lists;

public static class ListPermissions
{
    [Permission("Share saved views of lists, and make them the default of a role", ShippedRole.BranchManager, ShippedRole.ComplianceOfficer)]
    public const string Share = "lists.share";
}

using BankCrm.Application.Common;

namespace BankCrm.Application.Customers.Tags;

public static class TagPermissions
{
    [Permission("Rename and merge tags among the customers one sees", ShippedRole.BranchManager, ShippedRole.ComplianceOfficer)]
    public const string Manage = "tags.manage";

    [Permission("Retire tags in the whole bank", ShippedRole.ComplianceOfficer)]
    public const string Retire = "tags.retire";
}

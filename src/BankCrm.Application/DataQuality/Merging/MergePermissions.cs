using BankCrm.Application.Common;

namespace BankCrm.Application.DataQuality.Merging;

public static class MergePermissions
{
    [Permission("Propose to merge two records of one customer; relationship managers those of their own customers",
        ShippedRole.RelationshipManager, ShippedRole.BranchManager)]
    public const string Propose = "merges.propose";

    [Permission("Approve, turn down and undo merges that others proposed", ShippedRole.BranchManager, ShippedRole.ComplianceOfficer)]
    public const string Approve = "merges.approve";
}

using BankCrm.Application.Common;

namespace BankCrm.Application.DataQuality;

public static class DataQualityPermissions
{
    [Permission("Look through customers who may be registered twice", ShippedRole.RelationshipManager, ShippedRole.BranchManager, ShippedRole.ComplianceOfficer)]
    public const string Duplicates = "duplicates.read";

    [Permission("Have the whole bank searched for customers registered twice", ShippedRole.ComplianceOfficer)]
    public const string Sweep = "duplicates.sweep";
}

using BankCrm.Application.Common;

namespace BankCrm.Application.DataQuality.Conflicts;

public static class ConflictPermissions
{
    [Permission("See messages of other systems that contradict the bank's records", ShippedRole.BranchManager, ShippedRole.ComplianceOfficer, ShippedRole.Auditor)]
    public const string Read = "conflicts.read";

    [Permission("Decide which of two contradicting records holds", ShippedRole.BranchManager, ShippedRole.ComplianceOfficer)]
    public const string Decide = "conflicts.decide";
}

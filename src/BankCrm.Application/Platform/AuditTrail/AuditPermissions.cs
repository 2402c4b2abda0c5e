using BankCrm.Application.Common;

namespace BankCrm.Application.Platform.AuditTrail;

public static class AuditPermissions
{
    [Permission("Read what was recorded about one's own branches", ShippedRole.BranchManager, ShippedRole.ComplianceOfficer, ShippedRole.Auditor)]
    public const string Read = "audit.read";

    [Permission("Read what was recorded about sign-ins, rights and settings", ShippedRole.Administrator, ShippedRole.ComplianceOfficer, ShippedRole.Auditor)]
    public const string ReadSecurity = "audit.read-security";

    [Permission("Export the audit trail and verify it", ShippedRole.ComplianceOfficer, ShippedRole.Auditor)]
    public const string Verify = "audit.verify";
}

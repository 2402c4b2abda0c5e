namespace BankCrm.Application.Common;

public static class AudiencePermissions
{
    [Permission("Read what colleagues wrote for compliance only", ShippedRole.ComplianceOfficer)]
    public const string ForCompliance = "compliance.notes";

    [Permission("See alerts on what customers move", ShippedRole.ComplianceOfficer, ShippedRole.Auditor)]
    public const string Alerts = "alerts.read";
}

using BankCrm.Application.Common;

namespace BankCrm.Application.Accounts.Alerts;

/// <remarks>To see them is <see cref="AudiencePermissions.Alerts"/>.</remarks>
public static class AlertPermissions
{
    [Permission("Work on alerts on what customers move", ShippedRole.ComplianceOfficer)]
    public const string Work = "alerts.work";

    [Permission("Pass on to compliance what looks odd", ShippedRole.Teller, ShippedRole.RelationshipManager, ShippedRole.BranchManager)]
    public const string Hint = "alerts.hint";
}

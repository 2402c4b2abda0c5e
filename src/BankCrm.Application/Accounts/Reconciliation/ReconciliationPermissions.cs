using BankCrm.Application.Common;

namespace BankCrm.Application.Accounts.Reconciliation;

public static class ReconciliationPermissions
{
    /// <summary>Sums of the whole bank: of no use to those who see some branches, and not theirs to see.</summary>
    [Permission("Compare what sources told with what arrived", ShippedRole.ComplianceOfficer, ShippedRole.Auditor)]
    public const string Read = "accounts.reconcile";
}

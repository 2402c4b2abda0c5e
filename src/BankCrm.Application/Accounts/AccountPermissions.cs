using BankCrm.Application.Common;

namespace BankCrm.Application.Accounts;

public static class AccountPermissions
{
    [Permission("See accounts, balances and transactions of one's customers",
        ShippedRole.Teller, ShippedRole.RelationshipManager, ShippedRole.BranchManager, ShippedRole.ComplianceOfficer, ShippedRole.Auditor)]
    public const string Read = "accounts.read";

    [Permission("Take in accounts and transactions from the systems that own them")]
    public const string TakeIn = "accounts.take-in";
}

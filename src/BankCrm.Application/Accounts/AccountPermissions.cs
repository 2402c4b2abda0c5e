using BankCrm.Application.Common;

namespace BankCrm.Application.Accounts;

public static class AccountPermissions
{
    [Permission("See accounts, balances and transactions",
        ShippedRole.Teller, ShippedRole.BranchManager, ShippedRole.ComplianceOfficer, ShippedRole.Auditor)]
    public const string Read = "accounts.read";

    [Permission("See accounts, balances and transactions of customers one looks after", ShippedRole.RelationshipManager)]
    public const string ReadOwn = "accounts.read-own";

    [Permission("Correct what movements on accounts one sees were for",
        ShippedRole.Teller, ShippedRole.RelationshipManager, ShippedRole.BranchManager)]
    public const string CorrectCategory = "accounts.correct-category";

    [Permission("Make statements of accounts one sees",
        ShippedRole.Teller, ShippedRole.RelationshipManager, ShippedRole.BranchManager, ShippedRole.ComplianceOfficer)]
    public const string MakeStatement = "accounts.make-statement";

    [Permission("Take in accounts and transactions from the systems that own them")]
    public const string TakeIn = "accounts.take-in";
}

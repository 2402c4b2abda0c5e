using BankCrm.Application.Common;

namespace BankCrm.Application.Accounts.Statements;

public static class StatementPermissions
{
    [Permission("Take in account statements from files", ShippedRole.BranchManager)]
    public const string Take = "accounts.statements";
}

using BankCrm.Application.Accounts.Statements;
using BankCrm.Web.Platform.Shell;

namespace BankCrm.Web.Pages.Accounts.Statements;

internal sealed class StatementsEntry : IMenuEntry
{
    public string Permission => StatementPermissions.Take;

    public string Section => MenuSections.Customers;

    public string Sentence => "Account statements";

    public string Icon => "file-invoice";

    public string Path => "/accounts/statements";

    public int Order => 190;
}

using BankCrm.Application.Accounts;
using BankCrm.Web.Platform.Shell;

namespace BankCrm.Web.Pages.Accounts;

internal sealed class AccountsEntry : IMenuEntry
{
    public string Permission => AccountRights.ReadAnyOrOwn;

    public string Section => MenuSections.Customers;

    public string Sentence => "Accounts";

    public string Icon => "credit-card";

    public string Path => "/accounts";

    public int Order => 105;

    public string Keys => "g k";
}

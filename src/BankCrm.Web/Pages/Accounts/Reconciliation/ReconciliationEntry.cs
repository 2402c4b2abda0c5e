using BankCrm.Application.Accounts.Reconciliation;
using BankCrm.Web.Platform.Shell;

namespace BankCrm.Web.Pages.Accounts.Reconciliation;

internal sealed class ReconciliationEntry : IMenuEntry
{
    public string Permission => ReconciliationPermissions.Read;

    public string Section => MenuSections.Customers;

    public string Sentence => "Reconciliation";

    public string Icon => "scale";

    public string Path => "/accounts/reconciliation";

    public int Order => 195;
}

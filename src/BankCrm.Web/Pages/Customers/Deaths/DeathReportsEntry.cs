using BankCrm.Application.Customers;
using BankCrm.Web.Platform.Shell;

namespace BankCrm.Web.Pages.Customers.Deaths;

internal sealed class DeathReportsEntry : IMenuEntry
{
    public string Permission => CustomerPermissions.ChangeIdentity;

    public string Section => MenuSections.Customers;

    public string Sentence => "Reported deaths";

    public string Icon => "user-check";

    public string Path => "/customers/deaths";

    public int Order => 195;
}

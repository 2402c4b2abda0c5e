using BankCrm.Application.Customers;
using BankCrm.Web.Platform.Shell;

namespace BankCrm.Web.Pages.Customers;

internal sealed class CustomersEntry : IMenuEntry
{
    public string Permission => CustomerPermissions.Read;

    public string Section => MenuSections.Customers;

    public string Sentence => "Customers";

    public string Icon => "users";

    public string Path => "/customers";

    public int Order => 100;

    public string Keys => "g c";
}

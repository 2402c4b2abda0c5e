using BankCrm.Application.Customers;
using BankCrm.Web.Platform.Shell;

namespace BankCrm.Web.Pages.Customers.Lists;

internal sealed class ListsEntry : IMenuEntry
{
    public string Permission => CustomerPermissions.Lists;

    public string Section => MenuSections.Customers;

    public string Sentence => "Lists";

    public string Icon => "list-details";

    public string Path => "/customers/lists";

    public int Order => 110;

    public string Keys => "g l";
}

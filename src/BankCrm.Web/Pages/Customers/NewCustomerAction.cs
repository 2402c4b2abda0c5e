using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Web.Platform.Shell;

namespace BankCrm.Web.Pages.Customers;

internal sealed class NewCustomerAction : IQuickAction
{
    public string Permission => AllowAttribute.AnyOf(CustomerPermissions.Change, CustomerPermissions.ChangeOwn);

    public string Sentence => "New customer";

    public string Icon => "user-plus";

    public string Path => "/customers/new";

    public int Order => 0;

    public string Keys => "n c";
}

using BankCrm.Application.Customers;
using BankCrm.Web.Pages.Customers.Selections;

namespace BankCrm.Web.Pages.Customers.Lists;

internal sealed class ListAction : ISelectionAction
{
    public string Permission => CustomerPermissions.Lists;

    public string Sentence => "Put on a list";

    public string Icon => "list-details";

    public int Order => 50;

    public string PathFor(Guid selectionId) => $"/customers/selections/{selectionId}/list";
}

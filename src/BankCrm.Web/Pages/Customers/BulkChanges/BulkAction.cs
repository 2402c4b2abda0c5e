using BankCrm.Application.Customers;
using BankCrm.Web.Pages.Customers.Selections;

namespace BankCrm.Web.Pages.Customers.BulkChanges;

internal sealed class BulkAction : ISelectionAction
{
    public string Permission => CustomerPermissions.Bulk;

    public string Sentence => "Change them";

    public string Icon => "users-group";

    public int Order => 100;

    public string PathFor(Guid selectionId) => $"/customers/selections/{selectionId}/change";
}

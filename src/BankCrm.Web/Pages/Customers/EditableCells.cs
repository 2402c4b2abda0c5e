using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.List;

namespace BankCrm.Web.Pages.Customers;

/// <summary>Which values can be changed in their place in the list. Who may not change one is refused by the command too.</summary>
internal static class EditableCells
{
    // The owner is known only where that column is shown: who changes their own customers' sees it there.
    public static bool MayChange(CustomerColumn column, CustomerRow row, CurrentUser me) => row.Name is not null && column switch
    {
        CustomerColumn.Tier => me.May(CustomerPermissions.ChangeIdentity),
        CustomerColumn.Owner => me.May(CustomerPermissions.Change),
        CustomerColumn.Stage or CustomerColumn.Tags => me.MayChange(row.OwnerId),
        _ => false,
    };
}

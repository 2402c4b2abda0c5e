using BankCrm.Application.Customers.Overview;
using BankCrm.Application.Customers.Reveals;

namespace BankCrm.Web.Pages.Customers.Overview;

internal static class RevealLink
{
    /// <summary>The page that asks why; null: this user may not.</summary>
    public static string? To(CustomerOverview customer, RevealedField field, Guid? rowId = null) => !customer.MayReveal ? null
        : rowId is null ? $"/customers/{customer.Id}/reveal?field={field}"
        : $"/customers/{customer.Id}/reveal?field={field}&row={rowId}";
}

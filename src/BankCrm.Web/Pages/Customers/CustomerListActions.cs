using BankCrm.Application.Common;
using BankCrm.Web.Platform.Shell;
using BankCrm.Web.Platform.TagHelpers;

namespace BankCrm.Web.Pages.Customers;

internal static class CustomerListActions
{
    private static readonly IReadOnlyList<ICustomerListAction> All = Found.All<ICustomerListAction>(typeof(CustomerListActions).Assembly);

    /// <summary>Those of the user, each with the address that takes the filters along.</summary>
    public static IEnumerable<(ICustomerListAction Action, string Address)> Of(CurrentUser user, HttpRequest request) => All
        .Where(a => user.May(a.Permission))
        .Select(a => (a, request.PathBase + a.Path + Address.QueryOf(request, Address.After, Address.Count)));
}

using BankCrm.Application.Accounts;
using BankCrm.Application.Accounts.Holdings;
using BankCrm.Application.Common;
using BankCrm.Application.Customers.Overview;
using BankCrm.Web.Pages.Customers.Overview;

namespace BankCrm.Web.Pages.Accounts.Holdings;

internal sealed class HoldingsPanel : ICustomerPanel
{
    public string Title => "Holdings";

    public int Order => 12; // behind who they are: what a teller and a manager look for next

    public string Permission => AccountRights.ReadAnyOrOwn;

    public string Partial => "/Pages/Accounts/Holdings/_Holdings.cshtml";

    public async Task<object?> LoadAsync(CustomerOverview customer, IServiceProvider services, CancellationToken ct) =>
        services.GetRequiredService<CurrentUser>().MaySeeAccounts(customer.OwnerId, isProtected: false) // who may not open the record does not come here
            ? await services.GetRequiredService<IQueryHandler<GetHoldings, CustomerHoldings>>().HandleAsync(new(customer.Id), ct)
            : null;
}

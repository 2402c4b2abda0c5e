using BankCrm.Application.Accounts;
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
        await MoneyOnPage.Of(services).HeldAsync(customer, ct);
}

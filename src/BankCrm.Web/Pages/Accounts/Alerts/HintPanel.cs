using BankCrm.Application.Accounts.Alerts;
using BankCrm.Application.Common;
using BankCrm.Application.Customers.Overview;
using BankCrm.Web.Pages.Customers.Overview;

namespace BankCrm.Web.Pages.Accounts.Alerts;

/// <summary>The way to compliance. The same whatever was passed on before.</summary>
internal sealed class HintPanel : ICustomerPanel
{
    public string Title => "Does something look odd?";

    public int Order => 950; // below all there is to know

    public string Permission => AlertPermissions.Hint;

    public string Partial => "/Pages/Accounts/Alerts/_HintLink.cshtml";

    public bool IsAside => true;

    public Task<object?> LoadAsync(CustomerOverview customer, IServiceProvider services, CancellationToken ct) => Task.FromResult<object?>(customer.Id);
}

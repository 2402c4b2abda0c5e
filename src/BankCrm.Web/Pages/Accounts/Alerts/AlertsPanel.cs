using BankCrm.Application.Accounts.Alerts;
using BankCrm.Application.Common;
using BankCrm.Application.Customers.Overview;
using BankCrm.Web.Pages.Customers.Overview;

namespace BankCrm.Web.Pages.Accounts.Alerts;

internal sealed class AlertsPanel : ICustomerPanel
{
    public string Title => "Alerts";

    public int Order => 5; // what to beware of comes first

    public string Permission => AudiencePermissions.Alerts;

    public string Partial => "/Pages/Accounts/Alerts/_OnCustomer.cshtml";

    public async Task<object?> LoadAsync(CustomerOverview customer, IServiceProvider services, CancellationToken ct) =>
        await services.GetRequiredService<IQueryHandler<GetAlertsOf, IReadOnlyList<AlertOnCustomer>>>().HandleAsync(new(customer.Id), ct) is { Count: > 0 } alerts ? alerts : null;
}

using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Overview;
using BankCrm.Application.Customers.Upcoming;
using BankCrm.Web.Pages.Customers.Overview;

namespace BankCrm.Web.Pages.Customers.Upcoming;

internal sealed class UpcomingPanel : ICustomerPanel
{
    public string Title => "Coming up";

    public int Order => 12;

    public string Permission => CustomerPermissions.Read;

    public string Partial => "/Pages/Customers/Upcoming/_Upcoming.cshtml";

    public bool IsAside => true;

    public async Task<object?> LoadAsync(CustomerOverview customer, IServiceProvider services, CancellationToken ct) =>
        await services.GetRequiredService<IQueryHandler<GetUpcoming, IReadOnlyList<UpcomingEvent>>>().HandleAsync(new(customer.Id), ct);
}

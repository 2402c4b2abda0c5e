using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Overview;
using BankCrm.Application.Customers.Selections;
using BankCrm.Web.Pages.Customers.Overview;

namespace BankCrm.Web.Pages.Customers.Lists;

/// <summary>On which lists a customer is.</summary>
internal sealed class ListsPanel : ICustomerPanel
{
    public string Title => "Lists";

    public int Order => 850;

    public string Permission => CustomerPermissions.Lists;

    public string Partial => "/Pages/Customers/Lists/_Lists.cshtml";

    public bool IsAside => true;

    public PanelAction? ActionFor(CustomerOverview customer, CurrentUser user) => new("Put on a list", $"/customers/{customer.Id}/lists");

    public async Task<object?> LoadAsync(CustomerOverview customer, IServiceProvider services, CancellationToken ct) =>
        await services.GetRequiredService<IQueryHandler<GetListsOfCustomer, IReadOnlyList<(Guid Id, string Name)>>>().HandleAsync(new(customer.Id), ct);
}

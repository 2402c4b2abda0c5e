using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Overview;
using BankCrm.Application.Customers.Relationships;
using BankCrm.Web.Pages.Customers.Overview;

namespace BankCrm.Web.Pages.Customers.Relationships;

internal sealed class RelationsPanel : ICustomerPanel
{
    public string Title => "Relations";

    public int Order => 20;

    public string Permission => CustomerPermissions.Read;

    public string Partial => "/Pages/Customers/Relationships/_Relations.cshtml";

    public bool IsAside => true;

    public PanelAction? ActionFor(CustomerOverview customer, CurrentUser user) =>
        user.MayChange(customer.OwnerId) ? new("New relation", $"/customers/{customer.Id}/relations/new") : null;

    public async Task<object?> LoadAsync(CustomerOverview customer, IServiceProvider services, CancellationToken ct) =>
        await services.GetRequiredService<IQueryHandler<GetRelationsAtAGlance, RelationsAtAGlance>>().HandleAsync(new(customer.Id, customer.HasRelations, customer.HasHousehold), ct);
}

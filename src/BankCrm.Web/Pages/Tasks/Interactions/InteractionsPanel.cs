using BankCrm.Application.Common;
using BankCrm.Application.Customers.Overview;
using BankCrm.Application.Tasks.Interactions;
using BankCrm.Web.Pages.Customers.Overview;

namespace BankCrm.Web.Pages.Tasks.Interactions;

internal sealed class InteractionsPanel : ICustomerPanel
{
    public string Title => "Contacts with the bank";

    public int Order => 105;

    public string Permission => InteractionPermissions.Read;

    public string Partial => "/Pages/Tasks/Interactions/_OnCustomer.cshtml";

    public PanelAction? ActionFor(CustomerOverview customer, CurrentUser user) =>
        user.May(InteractionPermissions.Log) ? new("Log a contact", $"/customers/{customer.Id}/interactions/new") { Keys = "n i" } : null;

    public async Task<object?> LoadAsync(CustomerOverview customer, IServiceProvider services, CancellationToken ct) =>
        await services.GetRequiredService<IQueryHandler<GetContactsWith, ContactsWith>>().HandleAsync(new(customer.Id), ct);
}

using BankCrm.Application.Common;
using BankCrm.Application.Customers.Messaging;
using BankCrm.Application.Customers.Overview;
using BankCrm.Web.Pages.Customers.Overview;

namespace BankCrm.Web.Pages.Customers.Messaging;

/// <summary>Leads to what was sent, and to a new message. What was sent lately stands in the timeline.</summary>
internal sealed class MessagesPanel : ICustomerPanel
{
    public string Title => "Messages to the customer";

    public int Order => 12;

    public string Permission => MessagingPermissions.Read;

    public string Partial => "/Pages/Customers/Messaging/_OnCustomer.cshtml";

    public bool IsAside => true;

    public PanelAction? ActionFor(CustomerOverview customer, CurrentUser user) =>
        user.May(MessagingPermissions.Send) ? new("Send a message", $"/customers/{customer.Id}/messages/new") { Keys = "n m" } : null;

    public Task<object?> LoadAsync(CustomerOverview customer, IServiceProvider services, CancellationToken ct) => Task.FromResult<object?>(customer.Id);
}

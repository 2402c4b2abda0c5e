using BankCrm.Application.Counter;
using BankCrm.Application.Customers.Overview;
using BankCrm.Web.Pages.Customers.Overview;
using BankCrm.Web.Platform.Shell;

namespace BankCrm.Web.Pages.Counter.Tickets;

internal sealed class CounterEntry : IMenuEntry
{
    public string Permission => CounterPermissions.Serve;

    public string Section => MenuSections.Service;

    public string Sentence => "Counter queue";

    public string Icon => "ticket";

    public string Path => "/counter";

    public int Order => 5;

    public string Keys => "g q";
}

internal sealed class NewTicketAction : IQuickAction
{
    public string Permission => CounterPermissions.Serve;

    public string Sentence => "New ticket";

    public string Icon => "ticket";

    public string Path => "/counter/tickets/new";

    public int Order => 12;

    public string Keys => "n q";
}

/// <summary>From the customer that was found to their ticket.</summary>
internal sealed class TicketPanel : ICustomerPanel
{
    public string Title => "At the counter";

    public int Order => 13;

    public string Permission => CounterPermissions.Serve;

    public string Partial => "/Pages/Counter/Tickets/_OnCustomer.cshtml";

    public bool IsAside => true;

    public Task<object?> LoadAsync(CustomerOverview customer, IServiceProvider services, CancellationToken ct) => Task.FromResult<object?>(customer.Id);
}

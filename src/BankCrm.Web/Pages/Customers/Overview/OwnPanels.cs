using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Overview;
using BankCrm.Domain.Customers;

namespace BankCrm.Web.Pages.Customers.Overview;

internal sealed class PersonPanel : ICustomerPanel
{
    public string Title => "Person and work";

    public int Order => 10;

    public string Permission => CustomerPermissions.Read;

    public string Partial => "/Pages/Customers/Overview/_Person.cshtml";

    public PanelAction? ActionFor(CustomerOverview customer, CurrentUser user) =>
        customer.Kind is CustomerKind.Individual && customer.DiedOn is null && (user.MayChange(customer.OwnerId) || user.May(CustomerPermissions.ChangeIdentity))
            ? new("Report a death", $"/customers/{customer.Id}/death") : null;

    public Task<object?> LoadAsync(CustomerOverview customer, IServiceProvider services, CancellationToken ct) => Task.FromResult<object?>(customer);
}

internal sealed class ContactsPanel : ICustomerPanel
{
    public string Title => "How to reach them";

    public int Order => 20;

    public string Permission => CustomerPermissions.Read;

    public string Partial => "/Pages/Customers/Overview/_Contacts.cshtml";

    public PanelAction? ActionFor(CustomerOverview customer, CurrentUser user) =>
        user.MayChange(customer.OwnerId) ? new("New contact", $"/customers/{customer.Id}/contacts/new") : null;

    public Task<object?> LoadAsync(CustomerOverview customer, IServiceProvider services, CancellationToken ct) => Task.FromResult<object?>(customer);
}

internal sealed class DocumentsPanel : ICustomerPanel
{
    public string Title => "Identity documents";

    public int Order => 30;

    public string Permission => CustomerPermissions.Read;

    public string Partial => "/Pages/Customers/Overview/_Documents.cshtml";

    public PanelAction? ActionFor(CustomerOverview customer, CurrentUser user) =>
        user.May(CustomerPermissions.ChangeIdentity) ? new("New identity document", $"/customers/{customer.Id}/documents/new") : null;

    public Task<object?> LoadAsync(CustomerOverview customer, IServiceProvider services, CancellationToken ct) => Task.FromResult<object?>(customer);
}

internal sealed class NotesPanel : ICustomerPanel
{
    public string Title => "Notes";

    public int Order => 40;

    public string Permission => CustomerPermissions.Read;

    public string Partial => "/Pages/Customers/Overview/_Notes.cshtml";

    public PanelAction? ActionFor(CustomerOverview customer, CurrentUser user) =>
        user.MayChange(customer.OwnerId) ? new("New note", $"/customers/{customer.Id}/notes") : null;

    public Task<object?> LoadAsync(CustomerOverview customer, IServiceProvider services, CancellationToken ct) => Task.FromResult<object?>(customer);
}

internal sealed class OwnershipPanel : ICustomerPanel
{
    public string Title => "Care and classification";

    public int Order => 15;

    public string Permission => CustomerPermissions.Read;

    public string Partial => "/Pages/Customers/Overview/_Ownership.cshtml";

    public bool IsAside => true;

    public Task<object?> LoadAsync(CustomerOverview customer, IServiceProvider services, CancellationToken ct) => Task.FromResult<object?>(customer);
}

internal sealed class ConsentsPanel : ICustomerPanel
{
    public string Title => "Consents";

    public int Order => 25;

    public string Permission => CustomerPermissions.Read;

    public string Partial => "/Pages/Customers/Overview/_Consents.cshtml";

    public bool IsAside => true;

    public PanelAction? ActionFor(CustomerOverview customer, CurrentUser user) =>
        user.MayChange(customer.OwnerId) ? new("Record", $"/customers/{customer.Id}/consents") : null;

    public Task<object?> LoadAsync(CustomerOverview customer, IServiceProvider services, CancellationToken ct) => Task.FromResult<object?>(customer);
}

using BankCrm.Application.Campaigns.Responses;
using BankCrm.Application.Common;
using BankCrm.Application.Customers.Overview;
using BankCrm.Web.Pages.Customers.Overview;

namespace BankCrm.Web.Pages.Campaigns.Responses;

/// <summary>What waits to be spoken of at this visit, and what was offered lately.</summary>
internal sealed class OffersPanel : ICustomerPanel
{
    public string Title => "Offers";

    public int Order => 12;

    public string Permission => ResponsePermissions.Answer;

    public string Partial => "/Pages/Campaigns/Responses/_OnCustomer.cshtml";

    public bool IsAside => true;

    public PanelAction? ActionFor(CustomerOverview customer, CurrentUser user) => new("Find a code", "/campaigns/answers");

    public async Task<object?> LoadAsync(CustomerOverview customer, IServiceProvider services, CancellationToken ct) =>
        await services.GetRequiredService<IQueryHandler<ListContactsOf, IReadOnlyList<ContactRow>>>().HandleAsync(new(customer.Id), ct) is { Count: > 0 } rows ? rows : null;
}

using BankCrm.Application.Campaigns;
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

    public PanelAction? ActionFor(CustomerOverview customer, CurrentUser user) =>
        MaySuggest(customer, user) ? new("Suggest for a campaign", $"/campaigns/suggest/{customer.Id}") : new("Find a code", "/campaigns/answers");

    public async Task<object?> LoadAsync(CustomerOverview customer, IServiceProvider services, CancellationToken ct) =>
        await services.GetRequiredService<IQueryHandler<ListContactsOf, IReadOnlyList<ContactRow>>>().HandleAsync(new(customer.Id), ct) is var rows
        && (rows.Count > 0 || MaySuggest(customer, services.GetRequiredService<CurrentUser>())) ? rows : null;

    // Whoever looks after them finds here how to bring them into a campaign, also where nothing was offered yet.
    private static bool MaySuggest(CustomerOverview customer, CurrentUser user) => user.May(CampaignPermissions.Suggest) && user.StaffId is { } self && customer.OwnerId == self;
}

using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Overview;
using BankCrm.Application.DataQuality.Merging;
using BankCrm.Web.Pages.Customers.Overview;

namespace BankCrm.Web.Pages.DataQuality.Merging;

/// <summary>On a customer's page: what was merged into their record, and the way to merge another.</summary>
internal sealed class MergesPanel : ICustomerPanel
{
    public string Title => "Merged records";

    public int Order => 900;

    public string Permission => AllowAttribute.AnyOf(MergePermissions.Propose, MergePermissions.Approve);

    public string Partial => "/Pages/DataQuality/Merging/_Merges.cshtml";

    public bool IsAside => true;

    public PanelAction? ActionFor(CustomerOverview customer, CurrentUser user) =>
        user.May(MergePermissions.Propose) && (customer.OwnerId is null || user.MayChange(customer.OwnerId))
            ? new("Merge with…", $"/customers/{customer.Id}/merge")
            : null;

    public async Task<object?> LoadAsync(CustomerOverview customer, IServiceProvider services, CancellationToken ct) =>
        await services.GetRequiredService<IQueryHandler<GetCustomerMerges, IReadOnlyList<CustomerMerge>>>().HandleAsync(new(customer.Id), ct);
}

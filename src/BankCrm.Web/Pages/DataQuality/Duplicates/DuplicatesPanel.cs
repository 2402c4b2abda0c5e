using BankCrm.Application.Common;
using BankCrm.Application.Customers.Overview;
using BankCrm.Application.DataQuality;
using BankCrm.Application.DataQuality.Duplicates;
using BankCrm.Web.Pages.Customers.Overview;

namespace BankCrm.Web.Pages.DataQuality.Duplicates;

internal sealed class DuplicatesPanel : ICustomerPanel
{
    public string Title => "May be registered twice";

    public int Order => 5;

    public string Permission => DataQualityPermissions.Duplicates;

    public string Partial => "/Pages/DataQuality/Duplicates/_CustomerPanel.cshtml";

    public bool IsAside => true;

    public async Task<object?> LoadAsync(CustomerOverview customer, IServiceProvider services, CancellationToken ct)
    {
        var doubles = await services.GetRequiredService<IQueryHandler<ListDuplicatesOf, IReadOnlyList<DoubleOf>>>().HandleAsync(new(customer.Id), ct);
        return doubles.Count == 0 ? null : doubles;
    }
}

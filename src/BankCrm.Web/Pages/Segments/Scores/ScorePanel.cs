using BankCrm.Application.Common;
using BankCrm.Application.Customers.Overview;
using BankCrm.Application.Segments.Scores;
using BankCrm.Web.Pages.Customers.Overview;

namespace BankCrm.Web.Pages.Segments.Scores;

/// <summary>What scores say of a customer, with the points that make it.</summary>
internal sealed class ScorePanel : ICustomerPanel
{
    public string Title => "Scores";

    public int Order => 60;

    public string Permission => ScorePermissions.OfCustomer;

    public string Partial => "/Pages/Segments/Scores/_OnCustomer.cshtml";

    public async Task<object?> LoadAsync(CustomerOverview customer, IServiceProvider services, CancellationToken ct) =>
        await services.GetRequiredService<IQueryHandler<GetCustomerScores, IReadOnlyList<CustomerScoreShown>>>().HandleAsync(new(customer.Id), ct) is { Count: > 0 } scores ? scores : null;
}

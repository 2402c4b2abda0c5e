using BankCrm.Application.Analytics.Portfolio;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Web.Platform.Shell;

namespace BankCrm.Web.Pages.Analytics.Portfolio;

/// <summary>The customers one looks after, in figures, and the week ahead.</summary>
internal sealed class PortfolioAtHome : IHomePanel
{
    public string Permission => CustomerPermissions.Read;

    public string View => "Analytics/Portfolio/_AtHome";

    public int Order => 20;

    public bool IsAside => true;

    public async Task<object?> LoadAsync(IServiceProvider services, CancellationToken ct) =>
        await services.GetRequiredService<IQueryHandler<GetPortfolio, PortfolioShown>>().HandleAsync(new(), ct) is { Customers: > 0 } portfolio ? portfolio : null;
}

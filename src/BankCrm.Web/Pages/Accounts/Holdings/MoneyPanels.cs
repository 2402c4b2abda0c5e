using BankCrm.Application.Accounts;
using BankCrm.Application.Accounts.Holdings;
using BankCrm.Application.Common;
using BankCrm.Application.Customers.Overview;
using BankCrm.Web.Pages.Customers.Overview;

namespace BankCrm.Web.Pages.Accounts.Holdings;

internal sealed class RecentPanel : ICustomerPanel
{
    public string Title => "Recent movements";

    public int Order => 13;

    public string Permission => AccountRights.ReadAnyOrOwn;

    public string Partial => "/Pages/Accounts/Holdings/_Recent.cshtml";

    public async Task<object?> LoadAsync(CustomerOverview customer, IServiceProvider services, CancellationToken ct) =>
        (await MoneyOnPage.Of(services).MovedAsync(customer, ct))?.Recent;
}

internal sealed class MonthEndsPanel : ICustomerPanel
{
    public string Title => "Assets and liabilities over time";

    public int Order => 14;

    public string Permission => AccountRights.ReadAnyOrOwn;

    public string Partial => "/Pages/Accounts/Holdings/_MonthEnds.cshtml";

    public async Task<object?> LoadAsync(CustomerOverview customer, IServiceProvider services, CancellationToken ct) =>
        await MoneyOnPage.Of(services).MovedAsync(customer, ct) is { MonthEnds: { Count: > 0 } ends } ? ends : null;
}

internal sealed class GapsPanel : ICustomerPanel
{
    public string Title => "What others like them hold";

    public int Order => 16;

    public string Permission => AccountRights.ReadAnyOrOwn;

    public string Partial => "/Pages/Accounts/Holdings/_Gaps.cshtml";

    public bool IsAside => true;

    public async Task<object?> LoadAsync(CustomerOverview customer, IServiceProvider services, CancellationToken ct) =>
        await MoneyOnPage.Of(services).HeldAsync(customer, ct) is { Classes.Count: > 0 } held
        && await services.GetRequiredService<IQueryHandler<GetProductGaps, ProductGaps>>().HandleAsync(new(held, customer.Kind, customer.Tier), ct) is { Gaps.Count: > 0 } gaps
            ? gaps
            : null;
}

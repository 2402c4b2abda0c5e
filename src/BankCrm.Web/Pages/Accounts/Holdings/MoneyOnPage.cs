using BankCrm.Application.Accounts;
using BankCrm.Application.Accounts.Holdings;
using BankCrm.Application.Common;
using BankCrm.Application.Customers.Overview;

namespace BankCrm.Web.Pages.Accounts.Holdings;

/// <summary>What the panels of one customer's page share, read once. Null: the colleague may not see their accounts.</summary>
internal sealed class MoneyOnPage(IQueryHandler<GetHoldings, CustomerHoldings> getHoldings, IQueryHandler<GetMoney, CustomerMoney> getMoney, CurrentUser me)
{
    private CustomerHoldings? held;
    private CustomerMoney? moved;

    public static MoneyOnPage Of(IServiceProvider services)
    {
        var items = services.GetRequiredService<IHttpContextAccessor>().HttpContext!.Items;
        return (MoneyOnPage)(items[typeof(MoneyOnPage)] ??= ActivatorUtilities.CreateInstance<MoneyOnPage>(services));
    }

    public async Task<CustomerHoldings?> HeldAsync(CustomerOverview customer, CancellationToken ct) =>
        me.MaySeeAccounts(customer.OwnerId, isProtected: false) // who may not open the record does not come here
            ? held ??= await getHoldings.HandleAsync(new(customer.Id), ct)
            : null;

    /// <summary>Null too where they hold nothing.</summary>
    public async Task<CustomerMoney?> MovedAsync(CustomerOverview customer, CancellationToken ct) =>
        await HeldAsync(customer, ct) is { Classes.Count: > 0 } holdings ? moved ??= await getMoney.HandleAsync(new(holdings), ct) : null;
}

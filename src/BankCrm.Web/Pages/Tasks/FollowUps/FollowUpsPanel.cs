using BankCrm.Application.Common;
using BankCrm.Application.Customers.Overview;
using BankCrm.Application.Tasks;
using BankCrm.Application.Tasks.FollowUps;
using BankCrm.Web.Pages.Customers.Overview;

namespace BankCrm.Web.Pages.Tasks.FollowUps;

/// <summary>Plans the next step with a customer in one line. What is due already stands in "Coming up".</summary>
internal sealed class FollowUpsPanel : ICustomerPanel
{
    public string Title => "Next step";

    public int Order => 11;

    public string Permission => TaskPermissions.Work;

    public string Partial => "/Pages/Tasks/FollowUps/_OnCustomer.cshtml";

    public bool IsAside => true;

    public PanelAction? ActionFor(CustomerOverview customer, CurrentUser user) => new("All follow-ups", $"/tasks?show=Everybody&customerId={customer.Id}");

    public Task<object?> LoadAsync(CustomerOverview customer, IServiceProvider services, CancellationToken ct) =>
        Task.FromResult<object?>(new PlanFollowUp { CustomerId = customer.Id });
}

using BankCrm.Application.Common;
using BankCrm.Application.Customers.Overview;
using BankCrm.Application.Tasks;
using BankCrm.Application.Tasks.FollowUps;
using BankCrm.Application.Tasks.Plans;
using BankCrm.Web.Pages.Customers.Overview;
using BankCrm.Web.Pages.Customers.Selections;
using BankCrm.Web.Platform.Shell;

namespace BankCrm.Web.Pages.Tasks.Plans;

internal sealed class PlansEntry : IMenuEntry
{
    public string Permission => PlanRights.SeeAny;

    public string Section => MenuSections.Work;

    public string Sentence => "Action plans";

    public string Icon => "route";

    public string Path => "/tasks/plans";

    public int Order => 13;

    public string Keys => "g y";
}

internal sealed class StartPlansAction : ISelectionAction
{
    public string Permission => TaskPermissions.StartPlans;

    public string Sentence => "Start a plan";

    public string Icon => "route";

    public int Order => 60;

    public string PathFor(Guid selectionId) => $"/tasks/plans/start/{selectionId}";
}

/// <summary>Which plans run with a customer, and the way to start one.</summary>
internal sealed class PlansPanel : ICustomerPanel
{
    public string Title => "Action plans";

    public int Order => 12;

    public string Permission => FollowUpRights.SeeAny;

    public string Partial => "/Pages/Tasks/Plans/_OnCustomer.cshtml";

    public bool IsAside => true;

    public PanelAction? ActionFor(CustomerOverview customer, CurrentUser user) =>
        user.May(TaskPermissions.StartPlans) ? new("Start a plan", $"/tasks/plans/start?customerId={customer.Id}") { Keys = "n p" } : null;

    public async Task<object?> LoadAsync(CustomerOverview customer, IServiceProvider services, CancellationToken ct) =>
        await services.GetRequiredService<IQueryHandler<GetPlansWith, IReadOnlyList<PlanWith>>>().HandleAsync(new(customer.Id), ct);
}

using BankCrm.Application.Cases;
using BankCrm.Application.Cases.ServiceCases;
using BankCrm.Application.Common;
using BankCrm.Application.Customers.Overview;
using BankCrm.Web.Pages.Customers.Overview;
using BankCrm.Web.Platform.Shell;

namespace BankCrm.Web.Pages.Cases.ServiceCases;

internal sealed class CasesEntry : IMenuEntry
{
    public string Permission => CaseRights.SeeAny;

    public string Section => MenuSections.Work;

    public string Sentence => "Cases";

    public string Icon => "message-report";

    public string Path => "/cases";

    public int Order => 30;

    public string Keys => "g s";
}

internal sealed class NewCaseAction : IQuickAction
{
    public string Permission => CasePermissions.Work;

    public string Sentence => "New case";

    public string Icon => "message-plus";

    public string Path => "/cases/new";

    public int Order => 30;
}

/// <summary>What is late, due today, one's own, and with nobody yet.</summary>
internal sealed class CasesAtHome : IHomePanel
{
    public string Permission => CaseRights.SeeAny;

    public string View => "Cases/ServiceCases/_AtHome";

    public int Order => 12;

    public async Task<object?> LoadAsync(IServiceProvider services, CancellationToken ct) =>
        await services.GetRequiredService<IQueryHandler<GetCasesAtHome, CasesAtHomeShown>>().HandleAsync(new(), ct);
}

internal sealed class CasesPanel : ICustomerPanel
{
    public string Title => "Open cases";

    public int Order => 12;

    public string Permission => CaseRights.SeeAny;

    public string Partial => "/Pages/Cases/ServiceCases/_OnCustomer.cshtml";

    public bool IsAside => true;

    public PanelAction? ActionFor(CustomerOverview customer, CurrentUser user) =>
        user.May(CasePermissions.Work) ? new("New case", $"/cases/new?customerId={customer.Id}") { Keys = "n k" } : null;

    public async Task<object?> LoadAsync(CustomerOverview customer, IServiceProvider services, CancellationToken ct) =>
        await services.GetRequiredService<IQueryHandler<GetCasesOf, IReadOnlyList<CaseRow>>>().HandleAsync(new(customer.Id), ct);
}

using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Deaths;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Customers.Deaths;

/// <summary>Deaths that were reported and wait for a second colleague.</summary>
[Allow(CustomerPermissions.ChangeIdentity)]
public sealed class ListDeathReportsModel(IQueryHandler<ListDeathReports, Page<DeathReportRow>> list) : PageModel
{
    public Page<DeathReportRow> Reports { get; private set; } = null!;

    public async Task OnGetAsync(string? after, CancellationToken ct) => Reports = await list.HandleAsync(new(after), ct);
}

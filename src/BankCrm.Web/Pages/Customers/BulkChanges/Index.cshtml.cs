using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.BulkChanges;
using BankCrm.Web.Platform.Requests;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Customers.BulkChanges;

/// <summary>The changes of many customers that one has asked for.</summary>
[Allow(CustomerPermissions.Bulk)]
public sealed class IndexModel(IQueryHandler<ListBulkChanges, IReadOnlyList<BulkChangeRow>> list) : PageModel, ILoads
{
    public IReadOnlyList<BulkChangeRow> Changes { get; private set; } = [];

    public async Task LoadAsync(CancellationToken ct) => Changes = await list.HandleAsync(new(), ct);

    public void OnGet()
    {
    }
}

using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.DataQuality.Import;
using BankCrm.Web.Platform.Requests;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.DataQuality.Import;

[Allow(CustomerPermissions.Import)]
public sealed class ImportedCustomersModel(
    IQueryHandler<GetImport, ImportShown> get, IQueryHandler<ListImportedCustomers, Page<ImportedRow>> list) : PageModel, ILoads
{
    [FromRoute] public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)] public string? After { get; set; }

    public Page<ImportedRow> Customers { get; private set; } = new([], null);

    public async Task LoadAsync(CancellationToken ct)
    {
        await get.HandleAsync(new(Id), ct); // another branch's run is not found
        Customers = await list.HandleAsync(new(Id, After), ct);
    }

    public void OnGet()
    {
    }
}

using BankCrm.Application.Common;
using BankCrm.Application.DataQuality.Export;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.DataQuality.Export;

[Allow(ExportPermissions.Portfolio, ExportPermissions.Branch, ExportPermissions.Approve)]
public sealed class ListExportsModel(IQueryHandler<ListExports, Page<ExportRow>> list, CurrentUser me) : PageModel
{
    [BindProperty(SupportsGet = true)] public ExportFilter Filter { get; set; }

    public Page<ExportRow> Exports { get; private set; } = new([], null);

    public bool MayApprove => me.May(ExportPermissions.Approve);

    public async Task OnGetAsync(string? after, CancellationToken ct) => Exports = await list.HandleAsync(new(Filter, after), ct);
}

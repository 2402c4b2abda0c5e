using BankCrm.Application.Common;
using BankCrm.Application.Customers.List;
using BankCrm.Application.DataQuality.Export;
using BankCrm.Application.Platform.Localisation;
using BankCrm.Domain.DataQuality.Export;
using BankCrm.Web.Pages.Customers;
using BankCrm.Web.Platform.Localisation;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.DataQuality.Export;

/// <summary>Asks for the list of customers whose address was given along, as a file.</summary>
[Allow(ExportPermissions.Portfolio, ExportPermissions.Branch)]
public sealed class RequestExportModel(
    IQueryHandler<GetExportForm, ExportForm> getForm, ICommandHandler<RequestExport> request, IWording wording) : PageModel, ILoads
{
    [BindProperty(SupportsGet = true)] public CustomerListAddress Asked { get; set; } = new();

    [BindProperty(SupportsGet = true)] public string? Sort { get; set; }

    [BindProperty(SupportsGet = true, Name = "columns")] public string? ColumnKeys { get; set; }

    /// <summary>Customers that were frozen out of a list. Null: all that match the filters.</summary>
    [BindProperty(SupportsGet = true)] public Guid? Selection { get; set; }

    [BindProperty] public ExportInput Input { get; set; } = new();

    public ExportForm Form { get; private set; } = null!;

    public IReadOnlyList<string> Columns => ExportColumns.Headings(Form.List.Columns, wording.In(Languages.Current.Code));

    public string Back => Selection is { } id ? Url.Content($"~/customers/selections/{id}") : Url.Content("~/customers") + Address.QueryOf(Request);

    public async Task LoadAsync(CancellationToken ct) => Form = await getForm.HandleAsync(new(Listed()), ct);

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await request.HandleAsync(
            new() { Id = Input.Id, List = Listed(), Format = Input.Format, Language = Languages.Current.Code, Reason = Input.Reason ?? "" }, ct);
        return RedirectToPage("Details", new { Input.Id });
    }

    private ExportList Listed() =>
        IsReadable && Asked.Filter() is { } filter && Customers.IndexModel.Orders.TryGetValue(Sort ?? "", out var order) && CustomerColumns.Read(ColumnKeys) is { } columns
            ? new(Selection is null ? filter : new(), order, columns, Selection)
            : throw new NotFoundException();

    /// <summary>What of the address is no value of its kind must not be taken for no filter.</summary>
    private bool IsReadable =>
        !ModelState.Any(e => e.Key.Length > 0 && !e.Key.StartsWith(nameof(Input) + ".", StringComparison.Ordinal) && e.Value!.Errors.Count > 0);

    public sealed class ExportInput
    {
        /// <summary>Carried by the form, so that a double click asks once.</summary>
        public Guid Id { get; set; } = Guid.CreateVersion7();

        public ExportFormat? Format { get; set; }

        public string? Reason { get; set; }
    }
}

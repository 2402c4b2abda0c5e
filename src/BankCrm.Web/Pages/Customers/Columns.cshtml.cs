using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.List;
using BankCrm.Application.Platform.Lists;
using BankCrm.Web.Platform.Localisation;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using BankCrm.Web.Platform.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Customers;

/// <summary>Which columns the list of customers shows, and in which order. The rest of the address is the list's, to which it leads back.</summary>
[Allow(CustomerPermissions.Read)]
public sealed class ColumnsModel(IQueryHandler<GetListState, ListState> state, ICommandHandler<KeepLook> keep, Text text) : PageModel, ILoads
{
    private ColumnWidths widths = ColumnWidths.Read(null);

    public IReadOnlyList<ColumnChoice> Choices
    {
        get
        {
            var shown = CustomerColumns.Read(Request.Query[Address.Columns]) ?? CustomerColumns.Usual;
            return
            [
                .. shown.Select(c => new ColumnChoice(c.Key, text[c], IsShown: true, widths[c.Key], c is CustomerColumn.Name)),
                .. CustomerColumns.All.Except(shown).Select(c => new ColumnChoice(c.Key, text[c], IsShown: false, widths[c.Key])),
            ];
        }
    }

    public async Task LoadAsync(CancellationToken ct) =>
        widths = ColumnWidths.Read((await state.HandleAsync(new(CustomersListKind.Name), ct)).Widths);

    public string Back => ListWith(Request.Query[Address.Columns]);

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(string[] ticked, Dictionary<string, int> places, Dictionary<string, int?> wide, CancellationToken ct)
    {
        var columns = ChosenColumns.Of(ticked, places);
        if (CustomerColumns.Read(columns) is not { } chosen)
        {
            return BadRequest();
        }

        columns = CustomerColumns.Write(chosen);
        await keep.HandleAsync(new(CustomersListKind.Name, columns, ColumnWidths.Of(wide).ToString()), ct);
        return LocalRedirect(ListWith(columns));
    }

    private string ListWith(string? columns) =>
        Url.Content("~/customers") + new Uri("http://list" + Address.With(Request, (Address.Columns, string.IsNullOrEmpty(columns) ? null : columns), (Address.After, null))).Query;
}

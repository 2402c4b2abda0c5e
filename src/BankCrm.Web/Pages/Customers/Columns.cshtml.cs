using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.List;
using BankCrm.Web.Platform.Localisation;
using BankCrm.Web.Platform.Shell;
using BankCrm.Web.Platform.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Customers;

/// <summary>Which columns the list of customers shows, and in which order. The rest of the address is the list's, to which it leads back.</summary>
[Allow(CustomerPermissions.Read)]
public sealed class ColumnsModel(Text text) : PageModel
{
    public IReadOnlyList<ColumnChoice> Choices
    {
        get
        {
            var shown = CustomerColumns.Read(Request.Query[Address.Columns]) ?? CustomerColumns.Usual;
            return
            [
                .. shown.Select(c => new ColumnChoice(c.Key, text[c], IsShown: true, c is CustomerColumn.Name)),
                .. CustomerColumns.All.Except(shown).Select(c => new ColumnChoice(c.Key, text[c], IsShown: false)),
            ];
        }
    }

    public string Back => ListWith(Request.Query[Address.Columns]);

    public void OnGet()
    {
    }

    public IActionResult OnPost(string[] ticked, Dictionary<string, int> places)
    {
        var columns = ChosenColumns.Of(ticked, places);
        return CustomerColumns.Read(columns) is null ? BadRequest() : LocalRedirect(ListWith(columns));
    }

    private string ListWith(string? columns) =>
        Url.Content("~/customers") + new Uri("http://list" + Address.With(Request, (Address.Columns, string.IsNullOrEmpty(columns) ? null : columns), (Address.After, null))).Query;
}

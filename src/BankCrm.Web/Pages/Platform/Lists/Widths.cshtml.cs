using BankCrm.Application.Common;
using BankCrm.Application.Platform.Lists;
using BankCrm.Web.Platform.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Platform.Lists;

/// <summary>Remembers how wide the columns of a list were drawn. Asked by script; without it they are typed where columns are chosen.</summary>
[Allow(AllowAttribute.Everyone)]
public sealed class WidthsModel(ICommandHandler<KeepLook> keep) : PageModel
{
    [FromRoute] public string List { get; set; } = "";

    public IActionResult OnGet() => NotFound();

    public async Task<IActionResult> OnPostAsync(string? widths, CancellationToken ct)
    {
        await keep.HandleAsync(new(List, Widths: ColumnWidths.Read(widths).ToString()), ct);
        return new NoContentResult();
    }
}

using BankCrm.Application.Common;
using BankCrm.Application.Segments;
using BankCrm.Domain.Segments.Definitions;
using BankCrm.Web.Platform.Localisation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace BankCrm.Web.Pages.Segments;

internal static class SegmentParts
{
    /// <summary>The lines after one was added or taken out: alone for script, with the whole page and a count without it.</summary>
    public static async Task<IActionResult> PartAsync(
        this PageModel page, SegmentDesk desk, SegmentForm form, string? what, Action<BuilderShown, CountShown?> show, CancellationToken ct)
    {
        form.Do(what);
        page.ModelState.Clear(); // the lines have moved: what was typed stands in the form
        var builder = await desk.BuilderAsync(form, marks: false, ct);
        if (page.Request.Headers.ContainsKey("HX-Request"))
        {
            page.Response.Headers["HX-Trigger-After-Swap"] = "asked";
            return page.Partial("_Builder", builder);
        }

        show(builder, await desk.CountAsync(form, isQuick: true, ct));
        return page.Page();
    }
}

internal static class SegmentReaches
{
    /// <summary>Those whom somebody can let find a segment.</summary>
    public static IEnumerable<SelectListItem> Of(CurrentUser user, Text text) => Enum.GetValues<SegmentReach>()
        .Where(r => r is SegmentReach.Own || (r is SegmentReach.Branch && user.HomeBranchId is not null) || (r is SegmentReach.Bank && user.May(SegmentPermissions.WholeBank)))
        .Select(r => new SelectListItem(text[r], r.ToString()));
}

using BankCrm.Application.Common;
using BankCrm.Application.Segments;
using BankCrm.Application.Segments.Definitions;
using BankCrm.Application.Segments.Membership;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace BankCrm.Web.Pages.Segments;

/// <summary>How two or three segments lie over each other.</summary>
[Allow(SegmentPermissions.Read)]
public sealed class OverlapModel(IQueryHandler<GetSegmentChoices, IReadOnlyList<SegmentName>> choices, IQueryHandler<GetSegmentOverlap, SegmentOverlap> getOverlap) : PageModel
{
    [BindProperty(SupportsGet = true)] public Guid? A { get; set; }

    [BindProperty(SupportsGet = true)] public Guid? B { get; set; }

    [BindProperty(SupportsGet = true)] public Guid? C { get; set; }

    public IReadOnlyList<SelectListItem> Choices { get; private set; } = [];

    /// <summary>Null: fewer than two are chosen.</summary>
    public SegmentOverlap? Shown { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        Choices = [.. (await choices.HandleAsync(new(), ct)).Select(s => new SelectListItem(s.Name, s.Id.ToString()))];
        var chosen = new[] { A, B, C }.OfType<Guid>().Distinct().ToList();
        Shown = chosen.Count >= 2 ? await getOverlap.HandleAsync(new(chosen), ct) : null;
    }
}

using BankCrm.Application.Common;
using BankCrm.Application.DataQuality;
using BankCrm.Application.DataQuality.Duplicates;
using BankCrm.Application.DataQuality.Merging;
using BankCrm.Domain.DataQuality.Duplicates;
using BankCrm.Web.Platform.Localisation;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace BankCrm.Web.Pages.DataQuality.Duplicates;

/// <summary>Customers who may be registered twice, pair by pair; and the search that finds them.</summary>
[Allow(DataQualityPermissions.Duplicates)]
public sealed class IndexModel(
    IQueryHandler<ListDuplicates, DuplicateList> list, IQueryHandler<GetLastSweep, SweepShown?> last, ICommandHandler<StartSweep> start,
    ICommandHandler<StopSweep> stop, ICommandHandler<DecideDuplicate> decide, CurrentUser me, Text text) : PageModel, ILoads
{
    [BindProperty(SupportsGet = true)] public DuplicateState State { get; set; }

    /// <summary>"sure": without those of whom there is doubt.</summary>
    [BindProperty(SupportsGet = true)] public string? Certainty { get; set; }

    [BindProperty(SupportsGet = true)] public string? After { get; set; }

    public DuplicateList Pairs { get; private set; } = null!;

    public SweepShown? Last { get; private set; }

    public bool MaySweep => me.May(DataQualityPermissions.Sweep);

    public bool MayMerge => me.May(MergePermissions.Propose);

    public IEnumerable<SelectListItem> Certainties => [new(text["Only the sure ones"], "sure")];

    /// <summary>Carried by the form, so that a double click asks once.</summary>
    public Guid NewSweep { get; } = Guid.CreateVersion7();

    public async Task LoadAsync(CancellationToken ct)
    {
        Last = await last.HandleAsync(new(), ct);
        Pairs = await list.HandleAsync(new(State, Certainty == "sure", After), ct);
    }

    public void OnGet()
    {
    }

    /// <summary>The bar alone, as it renews itself; at the end the page is to be loaded anew.</summary>
    public IActionResult OnGetProgress()
    {
        if (Last is not { IsAtWork: true })
        {
            Response.Headers["HX-Refresh"] = "true";
        }

        return Partial("_Progress", this);
    }

    public async Task<IActionResult> OnPostStartAsync(Guid id, CancellationToken ct)
    {
        await start.HandleAsync(new(id), ct);
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostStopAsync(Guid id, CancellationToken ct)
    {
        await stop.HandleAsync(new(id), ct);
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostDecideAsync(Guid id, uint version, bool areTwo, string? remark, CancellationToken ct)
    {
        await decide.HandleAsync(new(id, version, areTwo, remark ?? ""), ct);
        return this.Done(
            areTwo ? "Noted: they are two customers. Later searches leave it so." : "The pair is in the queue again.", routeValues: new { State, Certainty });
    }
}

using BankCrm.Application.Common;
using BankCrm.Application.DataQuality.Export;
using BankCrm.Application.Platform.Localisation;
using BankCrm.Web.Platform.Localisation;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.DataQuality.Export;

/// <summary>One export: how far it is, its file, and the decision about it.</summary>
[Allow(ExportPermissions.Portfolio, ExportPermissions.Branch, ExportPermissions.Approve)]
public sealed class ExportModel(IQueryHandler<GetExport, ExportShown> get, IWording wording) : PageModel, ILoads
{
    [FromRoute] public Guid Id { get; set; }

    [BindProperty] public DecisionInput Input { get; set; } = new();

    public ExportShown Shown { get; private set; } = null!;

    public IReadOnlyList<string> Columns => ExportColumns.Headings(Shown.List.Columns, wording.In(Languages.Current.Code));

    public async Task LoadAsync(CancellationToken ct) => Shown = await get.HandleAsync(new(Id), ct);

    public void OnGet() => Input = new() { Version = Shown.Version };

    /// <summary>The bar alone, as it renews itself; at the end the page is to be loaded anew.</summary>
    public IActionResult OnGetProgress()
    {
        if (!Shown.IsAtWork)
        {
            Response.Headers["HX-Refresh"] = "true";
        }

        return Partial("_Progress", this);
    }

    public async Task<IActionResult> OnPostPickUpAsync([FromServices] ICommandHandler<PickUpExport> pickUp, CancellationToken ct)
    {
        using var file = new PickedUpFile();
        await pickUp.HandleAsync(new(Id, file), ct);
        Response.AsDownload(file.Name, Downloads.TypeOf(file.Name));
        await file.Content.CopyToAsync(Response.Body, ct);
        file.Delete();
        return new EmptyResult();
    }

    public async Task<IActionResult> OnPostCancelAsync([FromServices] ICommandHandler<CancelExport> cancel, CancellationToken ct)
    {
        await cancel.HandleAsync(new(Id), ct);
        return this.Done("The export is cancelled.", null, new { Id });
    }

    public async Task<IActionResult> OnPostApproveAsync([FromServices] ICommandHandler<ApproveExport> approve, CancellationToken ct)
    {
        await approve.HandleAsync(new(Id, Input.Version), ct);
        return this.Done("The export is approved: the file is being written.", null, new { Id });
    }

    public async Task<IActionResult> OnPostTurnDownAsync([FromServices] ICommandHandler<TurnDownExport> turnDown, CancellationToken ct)
    {
        await turnDown.HandleAsync(new() { Id = Id, Version = Input.Version, Reason = Input.Reason ?? "" }, ct);
        return this.Done("The export is turned down.", null, new { Id });
    }

    public sealed class DecisionInput
    {
        public uint Version { get; set; }

        public string? Reason { get; set; }
    }
}

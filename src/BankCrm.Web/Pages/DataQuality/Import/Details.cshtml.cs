using BankCrm.Application.Accounts.Statements;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.DataQuality.Import;
using BankCrm.Domain.DataQuality.Import;
using BankCrm.Web.Platform.Localisation;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace BankCrm.Web.Pages.DataQuality.Import;

[Allow(CustomerPermissions.Import, StatementPermissions.Take)]
public sealed class ImportModel(
    IQueryHandler<GetImport, ImportShown> get, IQueryHandler<PreviewImport, ImportPreview> preview, IQueryHandler<TakeImportReport, string> takeReport,
    IQueryHandler<ListMappings, IReadOnlyList<MappingRow>> listMappings, IImportReport report, CurrentUser user, Text text) : PageModel, ILoads
{
    [FromRoute] public Guid Id { get; set; }

    [BindProperty] public MappingInput Input { get; set; } = new();

    [BindProperty] public ReadingInput Reading { get; set; } = new();

    [BindProperty] public SaveMapping Saving { get; set; } = new();

    public ImportShown Shown { get; private set; } = null!;

    public IReadOnlyList<MappingRow> Mappings { get; private set; } = [];

    public ImportPreview Preview { get; private set; } = null!;

    public bool IsOfCustomers => Shown.Subject is ImportSubject.Customers;

    /// <summary>Of what this colleague may import.</summary>
    public IEnumerable<SelectListItem> Subjects => Enum.GetValues<ImportSubject>().Where(user.MayImport).Select(s => new SelectListItem(text[s], s.ToString()));

    /// <summary>What a column of the file can mean.</summary>
    public IEnumerable<SelectListItem> Fields => Shown.Subject.Fields.Select(f => new SelectListItem(text[f], f.ToString()));

    public IEnumerable<SelectListItem> Currencies => Domain.Common.Currencies.All.Select(c => new SelectListItem(c, c));

    /// <summary>The columns can still be assigned.</summary>
    public bool IsOpen => Shown.Status is ImportStatus.Uploaded or ImportStatus.Mapped or ImportStatus.Checked;

    public bool ShowsCounts => Shown.Status is ImportStatus.Checked or ImportStatus.Done or ImportStatus.Failed or ImportStatus.Undone || (Shown.Status is ImportStatus.Cancelled && Shown.StartedAt is not null);

    public IEnumerable<SelectListItem> Branches => Preview.Branches.Select(b => new SelectListItem($"{b.Name} ({b.Code})", b.Code));

    public IEnumerable<SelectListItem> Delimiters => ImportLayout.Delimiters.Select(d => new SelectListItem(text[ImportLook.NameOf(d)], ReadingInput.Named(d)));

    public IEnumerable<SelectListItem> Sheets => Shown.Layout.Sheets.Select(s => new SelectListItem(s, s));

    /// <summary>What a word may mean, for its field.</summary>
    public IEnumerable<SelectListItem> MeaningsOf(ImportField field) => ImportLook.ChoicesOf(field) is { } choices
        ? Enum.GetValues(choices).Cast<Enum>().Select(value => new SelectListItem(text[value], value.ToString()))
        : [new(text["Yes"], "true"), new(text["No"], "false")];

    public string HeaderOf(int column) => Shown.Layout.Headers[column] is { Length: > 0 } header ? header : text["Column {0}", column + 1];

    public async Task LoadAsync(CancellationToken ct)
    {
        Shown = await get.HandleAsync(new(Id), ct);
        if (!IsOpen)
        {
            return;
        }

        Preview = await preview.HandleAsync(new(Id), ct);
        Mappings = await listMappings.HandleAsync(new(Id), ct);
        if (Input.Columns.Count != Shown.Layout.Headers.Count)
        {
            Input = MappingInput.Of(Shown.Mapping, Preview.Unknown);
        }

        if (Reading.HeaderLine is null)
        {
            Reading = ReadingInput.Of(Shown.Layout, Shown.Subject);
        }
    }

    public void OnGet()
    {
    }

    /// <summary>The bar alone, as it renews itself; at the end the page is to be loaded anew.</summary>
    public IActionResult OnGetProgress()
    {
        if (!Shown.IsAtWork)
        {
            Response.Headers["HX-Refresh"] = "true";
        }

        return Partial("_Progress", this);
    }

    public async Task<IActionResult> OnGetReportAsync(CancellationToken ct)
    {
        var name = await takeReport.HandleAsync(new(Id), ct);
        var file = Path.ChangeExtension(name, null) + "-" + text["not imported"] + ".csv";
        Response.ContentType = "text/csv; charset=utf-8";
        Response.Headers.ContentDisposition = new Microsoft.Net.Http.Headers.ContentDispositionHeaderValue("attachment") { FileNameStar = file }.ToString();
        await report.WriteAsync(Id, Response.Body, new(s => text[s], f => text[f], v => text[v]), ct);
        return new EmptyResult();
    }

    public async Task<IActionResult> OnPostAsync([FromServices] ICommandHandler<MapImport> map, CancellationToken ct)
    {
        await map.HandleAsync(new(Id, Input.ToMapping()), ct);
        return RedirectToPage(new { Id });
    }

    public async Task<IActionResult> OnPostReadAsAsync([FromServices] ICommandHandler<ReadImportAs> readAs, CancellationToken ct)
    {
        await readAs.HandleAsync(Reading.ToCommand(Id), ct);
        return RedirectToPage(new { Id });
    }

    public async Task<IActionResult> OnPostSaveAsync([FromServices] ICommandHandler<SaveMapping> save, CancellationToken ct)
    {
        await save.HandleAsync(Saving with { ImportId = Id }, ct);
        return this.Done("The mapping is saved.", null, new { Id });
    }

    public async Task<IActionResult> OnPostUseAsync([FromServices] ICommandHandler<UseMapping> use, Guid mapping, CancellationToken ct)
    {
        await use.HandleAsync(new(Id, mapping), ct);
        return RedirectToPage(new { Id });
    }

    public async Task<IActionResult> OnPostForgetAsync([FromServices] ICommandHandler<ForgetMapping> forget, Guid mapping, CancellationToken ct)
    {
        await forget.HandleAsync(new(mapping), ct);
        return this.Done("The saved mapping is deleted.", null, new { Id });
    }

    public async Task<IActionResult> OnPostCheckAsync([FromServices] ICommandHandler<CheckImport> check, CancellationToken ct)
    {
        await check.HandleAsync(new(Id), ct);
        return RedirectToPage(new { Id });
    }

    public async Task<IActionResult> OnPostStartAsync([FromServices] ICommandHandler<StartImport> start, CancellationToken ct)
    {
        await start.HandleAsync(new(Id), ct);
        return RedirectToPage(new { Id });
    }

    public async Task<IActionResult> OnPostResumeAsync([FromServices] ICommandHandler<ResumeImport> resume, CancellationToken ct)
    {
        await resume.HandleAsync(new(Id), ct);
        return RedirectToPage(new { Id });
    }

    public async Task<IActionResult> OnPostUndoAsync([FromServices] ICommandHandler<UndoImport> undo, CancellationToken ct)
    {
        await undo.HandleAsync(new(Id), ct);
        return RedirectToPage(new { Id });
    }

    public async Task<IActionResult> OnPostCancelAsync([FromServices] ICommandHandler<CancelImport> cancel, CancellationToken ct)
    {
        await cancel.HandleAsync(new(Id), ct);
        return this.Done("The import stops after the rows that are being written.", null, new { Id });
    }
}

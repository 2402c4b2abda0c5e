using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.DataQuality.Import;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.IdentityDocuments;
using BankCrm.Domain.Customers.Relationships;
using BankCrm.Domain.DataQuality.Import;
using BankCrm.Web.Platform.Localisation;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace BankCrm.Web.Pages.DataQuality.Import;

[Allow(CustomerPermissions.Import)]
public sealed class ImportModel(
    IQueryHandler<GetImport, ImportShown> get, IQueryHandler<PreviewImport, ImportPreview> preview, IQueryHandler<TakeImportReport, string> takeReport,
    IQueryHandler<ListMappings, IReadOnlyList<MappingRow>> listMappings, IImportReport report, Text text) : PageModel, ILoads
{
    [FromRoute] public Guid Id { get; set; }

    [BindProperty] public MappingInput Input { get; set; } = new();

    [BindProperty] public ReadingInput Reading { get; set; } = new();

    [BindProperty] public SaveMapping Saving { get; set; } = new();

    public ImportShown Shown { get; private set; } = null!;

    public IReadOnlyList<MappingRow> Mappings { get; private set; } = [];

    public ImportPreview Preview { get; private set; } = null!;

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
            Reading = ReadingInput.Of(Shown.Layout);
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

/// <summary>What the form says of the columns.</summary>
public sealed class MappingInput
{
    public List<ImportField?> Columns { get; set; } = [];

    public string? Country { get; set; }

    public IdentityDocumentKind? DocumentKind { get; set; }

    public CustomerKind? Kind { get; set; }

    /// <summary>What the related customers are.</summary>
    public RelationRole? RelationRole { get; set; }

    /// <summary>Its code.</summary>
    public string? Branch { get; set; }

    public DateOrder? DateOrder { get; set; }

    public ImportMode Mode { get; set; }

    public ImportKey Key { get; set; }

    public bool JoinsRows { get; set; }

    public List<WordInput> Words { get; set; } = [];

    public static MappingInput Of(ImportMapping mapping, IReadOnlyList<UnknownWord> unknown) => new()
    {
        Words = [.. unknown.Select(u => new WordInput { Field = u.Field, Word = u.Word, Meaning = mapping.MeaningOf(u.Field, u.Word) is var told && told != u.Word ? told : null })],
        Columns = [.. mapping.Columns],
        Country = mapping.Fixed.GetValueOrDefault(ImportField.Country),
        DocumentKind = Enum.TryParse<IdentityDocumentKind>(mapping.Fixed.GetValueOrDefault(ImportField.DocumentKind), out var document) ? document : null,
        Kind = Enum.TryParse<CustomerKind>(mapping.Fixed.GetValueOrDefault(ImportField.Kind), out var kind) ? kind : null,
        RelationRole = Enum.TryParse<RelationRole>(mapping.Fixed.GetValueOrDefault(ImportField.RelationRole), out var role) ? role : null,
        Branch = mapping.Fixed.GetValueOrDefault(ImportField.Branch),
        DateOrder = mapping.DateOrder,
        JoinsRows = mapping.JoinsRows,
        Mode = mapping.Mode,
        Key = mapping.Key,
    };

    public ImportMapping ToMapping()
    {
        var same = new (ImportField Field, string? Value)[]
        {
            (ImportField.Country, Country), (ImportField.DocumentKind, DocumentKind?.ToString()), (ImportField.Kind, Kind?.ToString()), (ImportField.Branch, Branch),
            (ImportField.RelationRole, RelationRole?.ToString()),
        };
        return new(Columns, same.Where(s => !string.IsNullOrEmpty(s.Value)).ToDictionary(s => s.Field, s => s.Value!), DateOrder)
        {
            JoinsRows = JoinsRows,
            Mode = Mode,
            Key = Key,
            Words = Words.Where(w => !string.IsNullOrEmpty(w.Meaning) && !string.IsNullOrEmpty(w.Word)).GroupBy(w => w.Field)
                .ToDictionary(g => g.Key, IReadOnlyDictionary<string, string> (g) => g.DistinctBy(w => w.Word).ToDictionary(w => w.Word, w => w.Meaning!)),
        };
    }
}

/// <summary>What a word of the file means.</summary>
public sealed class WordInput
{
    public ImportField Field { get; set; }

    public string Word { get; set; } = "";

    /// <summary>Null: nobody has said.</summary>
    public string? Meaning { get; set; }
}

/// <summary>What the form says of the file itself.</summary>
public sealed class ReadingInput
{
    public ImportEncoding Encoding { get; set; }

    public string Delimiter { get; set; } = "";

    public int? HeaderLine { get; set; }

    public string? Sheet { get; set; }

    public bool LeavesOutTotals { get; set; }

    public static ReadingInput Of(ImportLayout layout) => new()
    {
        Encoding = layout.Encoding,
        Delimiter = Named(layout.Delimiter),
        HeaderLine = layout.HeaderLine,
        Sheet = layout.Sheet,
        LeavesOutTotals = layout.LeavesOutTotals,
    };

    /// <summary>Signs that no form carries have a name.</summary>
    public static string Named(char delimiter) => delimiter < ' ' ? $"u{(int)delimiter}" : delimiter.ToString();

    public ReadImportAs ToCommand(Guid id) => new(
        id, Encoding, ImportLayout.Delimiters.FirstOrDefault(d => Named(d) == Delimiter), HeaderLine ?? 0, LeavesOutTotals, string.IsNullOrEmpty(Sheet) ? null : Sheet);
}

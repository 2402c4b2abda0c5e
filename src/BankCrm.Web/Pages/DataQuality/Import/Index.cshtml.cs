using BankCrm.Application.Accounts.Statements;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.DataQuality.Import;
using BankCrm.Domain.Common;
using BankCrm.Domain.DataQuality.Import;
using BankCrm.Web.Platform.Localisation;
using BankCrm.Web.Platform.Requests;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace BankCrm.Web.Pages.DataQuality.Import;

[Allow(CustomerPermissions.Import, StatementPermissions.Take)]
[RequestSizeLimit(LargestUpload)]
[RequestFormLimits(MultipartBodyLengthLimit = LargestUpload)]
public sealed class UploadModel(ICommandHandler<UploadImport> upload, IQueryHandler<ListImports, Page<ImportRow>> list, CurrentUser user, Text text) : PageModel, ILoads
{
    private const long LargestUpload = 512L * 1024 * 1024;

    [BindProperty] public UploadInput Input { get; set; } = new();

    [BindProperty(SupportsGet = true)] public string? After { get; set; }

    public Page<ImportRow> Imports { get; private set; } = new([], null);

    /// <summary>Of what this colleague may import.</summary>
    public IEnumerable<SelectListItem> Subjects => Enum.GetValues<ImportSubject>().Where(user.MayImport).Select(s => new SelectListItem(text[s], s.ToString()));

    /// <summary>Accounts and movements need to say whose they are.</summary>
    public bool MayBringAccounts => user.MayImport(ImportSubject.Accounts);

    public async Task LoadAsync(CancellationToken ct) => Imports = await list.HandleAsync(new(After), ct);

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        Refuse.If(Input.File is null, "Choose a file.");
        await using var content = Input.File.OpenReadStream();
        await upload.HandleAsync(new(Input.Id, Input.File.FileName, content, Input.Encoding) { Subject = Input.Subject, Source = Input.Source ?? "" }, ct);
        return RedirectToPage("Details", new { Input.Id });
    }

    public sealed class UploadInput
    {
        /// <summary>Carried by the form, so that a double click makes one import.</summary>
        public Guid Id { get; set; } = Guid.CreateVersion7();

        public IFormFile? File { get; set; }

        public ImportEncoding? Encoding { get; set; }

        /// <summary>Null: to be recognised by the columns.</summary>
        public ImportSubject? Subject { get; set; }

        /// <summary>Which system keeps the accounts.</summary>
        public string? Source { get; set; }
    }
}

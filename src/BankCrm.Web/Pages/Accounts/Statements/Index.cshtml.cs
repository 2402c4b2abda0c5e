using BankCrm.Application.Accounts.Statements;
using BankCrm.Application.Common;
using BankCrm.Domain.Common;
using BankCrm.Web.Platform.Requests;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Accounts.Statements;

[Allow(StatementPermissions.Take)]
[RequestSizeLimit(LargestUpload)]
[RequestFormLimits(MultipartBodyLengthLimit = LargestUpload)]
public sealed class UploadModel(ICommandHandler<ReceiveStatements> receive, IQueryHandler<ListStatementFiles, Page<StatementFileRow>> list) : PageModel, ILoads
{
    private const long LargestUpload = 256L * 1024 * 1024;

    [BindProperty] public UploadInput Input { get; set; } = new();

    [BindProperty(SupportsGet = true)] public string? After { get; set; }

    public Page<StatementFileRow> Files { get; private set; } = new([], null);

    public async Task LoadAsync(CancellationToken ct) => Files = await list.HandleAsync(new(After), ct);

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        Refuse.If(Input.File is null, "Choose a file.");
        await using var content = Input.File.OpenReadStream();
        await receive.HandleAsync(new(Input.Id, Input.File.FileName, content), ct);
        return RedirectToPage("Details", new { Input.Id });
    }

    public sealed class UploadInput
    {
        /// <summary>Carried by the form, so that a double click receives one file.</summary>
        public Guid Id { get; set; } = Guid.CreateVersion7();

        public IFormFile? File { get; set; }
    }
}

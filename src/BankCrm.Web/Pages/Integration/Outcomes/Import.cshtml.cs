using BankCrm.Application.Common;
using BankCrm.Application.Integration.Outcomes;
using BankCrm.Application.Segments.Scores;
using BankCrm.Domain.Common;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Integration.Outcomes;

/// <summary>Takes in a list of past contacts.</summary>
[Allow(ScorePermissions.Learn)]
[RequestSizeLimit(LargestUpload)]
[RequestFormLimits(MultipartBodyLengthLimit = LargestUpload)]
public sealed class BringHistoryModel(ICommandHandler<ReceiveHistory> receive) : PageModel
{
    private const long LargestUpload = 512L * 1024 * 1024;

    [BindProperty] public HistoryInput Input { get; set; } = new();

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        Refuse.If(Input.File is null, "Choose a file.");
        await using var content = Input.File.OpenReadStream();
        await receive.HandleAsync(new(Input.Id, Input.Name ?? "", Input.File.FileName, content), ct);
        return RedirectToPage("Read", new { Input.Id });
    }

    public sealed class HistoryInput
    {
        /// <summary>Carried by the form, so that a double click makes one history.</summary>
        public Guid Id { get; set; } = Guid.CreateVersion7();

        public string? Name { get; set; }

        public IFormFile? File { get; set; }
    }
}

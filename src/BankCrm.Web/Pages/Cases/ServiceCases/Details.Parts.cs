using BankCrm.Application.Cases;
using BankCrm.Application.Cases.Documents;
using BankCrm.Application.Cases.Knowledge;
using BankCrm.Application.Customers.Attachments;
using BankCrm.Domain.Common;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace BankCrm.Web.Pages.Cases.ServiceCases;

// What stands beside a case: texts that may help, and documents.
public sealed partial class CaseModel
{
    [BindProperty] public IFormFile? Upload { get; set; }

    [BindProperty] public string? FileTitle { get; set; }

    /// <summary>Carried by the form, so that a double click keeps one file.</summary>
    [BindProperty] public Guid FileId { get; set; } = Guid.CreateVersion7();

    /// <summary>What colleagues have written that may help.</summary>
    public CaseHelp Help { get; private set; } = null!;

    public AttachmentList Documents { get; private set; } = null!;

    public bool MayWriteTexts => me.May(CasePermissions.WriteTexts);

    public int FileMegabytes => limits.FileMegabytes;

    public IEnumerable<SelectListItem> Texts => Help.Texts.Select(t => new SelectListItem($"{text[t.Use]}: {t.Title}", t.Id.ToString()));

    public async Task<IActionResult> OnPostHelpedAsync(Guid text, CancellationToken ct)
    {
        await DoAsync(new SayTextHelped(text, Id), ct);
        return Stay("Counted: others see that it helps.");
    }

    public async Task<IActionResult> OnPostAttachAsync(CancellationToken ct)
    {
        Refuse.If(Upload is null, "Choose a file.");
        await using var content = Upload.OpenReadStream();
        try
        {
            await DoAsync(new AddCaseDocument { Id = FileId, CaseId = Id, Title = FileTitle ?? "", FileName = Upload.FileName, Content = content }, ct);
        }
        catch (RefusedException) when (!ct.IsCancellationRequested)
        {
            if (!await AskAsync<WasCaseDocumentAdded, bool>(new(FileId), ct))
            {
                throw;
            }
        }

        return Stay("The document is on file.");
    }

    public async Task<IActionResult> OnPostDocumentAsync(Guid document, bool back, CancellationToken ct)
    {
        await DoAsync(new DeleteCaseDocument(Id, document, back), ct);
        return Stay(back ? "The document is back." : "The document is deleted. It can be brought back here.");
    }
}

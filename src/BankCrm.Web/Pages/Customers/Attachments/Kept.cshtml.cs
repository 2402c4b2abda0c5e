using BankCrm.Application.Common;
using BankCrm.Application.Customers.Attachments;
using BankCrm.Domain.Common;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Customers.Attachments;

/// <summary>The documents kept with a record, as its own page shows them too; what is done with them leads back there.</summary>
[Allow(AllowAttribute.Everyone)]
[RequestSizeLimit(AttachmentsModel.LargestUpload)]
[RequestFormLimits(MultipartBodyLengthLimit = AttachmentsModel.LargestUpload)]
public sealed class KeptDocumentsModel(IQueryHandler<ListKeptDocuments, AttachmentList> list, DocumentPlaces places, AttachmentLimits limits) : PageModel, ILoads
{
    [FromRoute] public string Place { get; set; } = "";

    /// <summary>Of the record.</summary>
    [FromRoute] public Guid Id { get; set; }

    [BindProperty] public IFormFile? Upload { get; set; }

    [BindProperty] public string? FileTitle { get; set; }

    [BindProperty] public Guid FileId { get; set; }

    public KeptDocumentsShown Shown { get; private set; } = null!;

    public string RecordPath => places.Of(Place).PathOf(Id);

    public async Task LoadAsync(CancellationToken ct) => Shown = new(Place, Id, await list.HandleAsync(new(Place, Id), ct), limits.FileMegabytes);

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAttachAsync(
        [FromServices] ICommandHandler<AddKeptDocument> add, [FromServices] IQueryHandler<WasKeptDocumentAdded, bool> wasAdded, CancellationToken ct)
    {
        Refuse.If(Upload is null, "Choose a file.");
        await using var content = Upload.OpenReadStream();
        try
        {
            await add.HandleAsync(new() { Id = FileId, Place = Place, RecordId = Id, Title = FileTitle ?? "", FileName = Upload.FileName, Content = content }, ct);
        }
        catch (RefusedException) when (!ct.IsCancellationRequested)
        {
            if (!await wasAdded.HandleAsync(new(FileId), ct))
            {
                throw;
            }
        }

        return Back("The document is on file.");
    }

    public async Task<IActionResult> OnPostDeleteAsync(Guid document, bool back, [FromServices] ICommandHandler<DeleteKeptDocument> delete, CancellationToken ct)
    {
        await delete.HandleAsync(new(Place, Id, document, back), ct);
        return Back(back ? "The document is back." : "The document is deleted. It can be brought back here.");
    }

    private LocalRedirectResult Back(string sentence)
    {
        this.Say(sentence);
        return LocalRedirect($"~{RecordPath}#documents");
    }
}

using BankCrm.Application.Common;
using BankCrm.Application.Customers;
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
public sealed class KeptDocumentsModel(
    IQueryHandler<ListKeptDocuments, AttachmentList> list, IQueryHandler<ListDocumentsOnFile, IReadOnlyList<AttachmentShown>> onFile, DocumentPlaces places, AttachmentLimits limits,
    CurrentUser user) : PageModel, ILoads
{
    [FromRoute] public string Place { get; set; } = "";

    /// <summary>Of the record.</summary>
    [FromRoute] public Guid Id { get; set; }

    [BindProperty] public IFormFile? Upload { get; set; }

    [BindProperty] public string? FileTitle { get; set; }

    [BindProperty] public Guid FileId { get; set; }

    public KeptDocumentsShown Shown { get; private set; } = null!;

    /// <summary>The customer's documents that can be kept here too.</summary>
    public IReadOnlyList<AttachmentShown> OnFile { get; private set; } = [];

    public string RecordPath => places.Of(Place).PathOf(Id);

    public async Task LoadAsync(CancellationToken ct)
    {
        Shown = new(Place, Id, await list.HandleAsync(new(Place, Id), ct), limits.FileMegabytes);
        OnFile = Shown.List.MayChange && user.May(CustomerPermissions.Read) ? await onFile.HandleAsync(new(Place, Id), ct) : [];
    }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAttachAsync(
        [FromServices] ICommandHandler<AddKeptDocument> add, [FromServices] IQueryHandler<WasKeptDocumentAdded, bool> wasAdded, CancellationToken ct)
    {
        Refuse.If(Upload is null, "Choose a file.");
        await using var content = Upload.OpenReadStream();
        return await OnceAsync(
            () => add.HandleAsync(new() { Id = FileId, Place = Place, RecordId = Id, Title = FileTitle ?? "", FileName = Upload.FileName, Content = content }, ct), wasAdded, ct);
    }

    public Task<IActionResult> OnPostTakeAsync(
        Guid version, [FromServices] ICommandHandler<TakeDocumentOnFile> take, [FromServices] IQueryHandler<WasKeptDocumentAdded, bool> wasAdded, CancellationToken ct) =>
        OnceAsync(() => take.HandleAsync(new(FileId, Place, Id, version), ct), wasAdded, ct);

    public async Task<IActionResult> OnPostDeleteAsync(Guid document, bool back, [FromServices] ICommandHandler<DeleteKeptDocument> delete, CancellationToken ct)
    {
        await delete.HandleAsync(new(Place, Id, document, back), ct);
        return Back(back ? "The document is back." : "The document is deleted. It can be brought back here.");
    }

    // A form that comes twice has done its work.
    private async Task<IActionResult> OnceAsync(Func<Task> add, IQueryHandler<WasKeptDocumentAdded, bool> wasAdded, CancellationToken ct)
    {
        try
        {
            await add();
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

    private LocalRedirectResult Back(string sentence)
    {
        this.Say(sentence);
        return LocalRedirect($"~{RecordPath}#documents");
    }
}

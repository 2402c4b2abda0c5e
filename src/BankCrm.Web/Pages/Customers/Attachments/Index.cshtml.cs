using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Attachments;
using BankCrm.Domain.Common;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace BankCrm.Web.Pages.Customers.Attachments;

/// <summary>The documents beside a customer's record.</summary>
[Allow(CustomerPermissions.Read)]
[RequestSizeLimit(LargestUpload)]
[RequestFormLimits(MultipartBodyLengthLimit = LargestUpload)]
public sealed class AttachmentsModel(IQueryHandler<ListAttachments, AttachmentList> list, AttachmentLimits limits) : PageModel, ILoads
{
    internal const long LargestUpload = 64L * 1024 * 1024;

    [FromRoute] public Guid Id { get; set; }

    [BindProperty] public AttachmentInput Input { get; set; } = new();

    public AttachmentList List { get; private set; } = null!;

    public int FileMegabytes => limits.FileMegabytes;

    public IEnumerable<SelectListItem> Documents => List.Documents.Select(d => new SelectListItem(d.Title, d.Id.ToString()));

    public async Task LoadAsync(CancellationToken ct) => List = await list.HandleAsync(new(Id), ct);

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(
        [FromServices] ICommandHandler<AddAttachment> add, [FromServices] IQueryHandler<WasAdded, bool> wasAdded, CancellationToken ct)
    {
        Refuse.If(Input.File is null, "Choose a file.");
        await using var content = Input.File.OpenReadStream();
        var command = new AddAttachment
        {
            Id = Input.Id,
            CustomerId = Id,
            AttachmentId = Input.Document,
            Title = Input.Title ?? "",
            FileName = Input.File.FileName,
            Content = content,
        };
        await new Once(wasAdded).AddAsync(() => add.HandleAsync(command, ct), Input.Id, ct);
        return this.Done("The document is on file.", null, new { Id });
    }

    public async Task<IActionResult> OnPostDeleteAsync(Guid document, [FromServices] ICommandHandler<DeleteAttachment> delete, CancellationToken ct)
    {
        await delete.HandleAsync(new(Id, document), ct);
        return this.Done("The document is deleted. It can be brought back here.", null, new { Id });
    }

    public async Task<IActionResult> OnPostBringBackAsync(Guid document, [FromServices] ICommandHandler<BringBackAttachment> bringBack, CancellationToken ct)
    {
        await bringBack.HandleAsync(new(Id, document), ct);
        return this.Done("The document is back.", null, new { Id });
    }

    public sealed class AttachmentInput
    {
        /// <summary>Carried by the form, so that a double click keeps one file.</summary>
        public Guid Id { get; set; } = Guid.CreateVersion7();

        public IFormFile? File { get; set; }

        public string? Title { get; set; }

        public Guid? Document { get; set; }
    }
}

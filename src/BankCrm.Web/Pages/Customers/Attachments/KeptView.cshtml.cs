using BankCrm.Application.Common;
using BankCrm.Application.Customers.Attachments;
using BankCrm.Domain.Customers.Attachments;
using BankCrm.Web.Platform.Requests;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Customers.Attachments;

/// <summary>One document kept with a record: its preview and its content.</summary>
[Allow(AllowAttribute.Everyone)]
public sealed class KeptDocumentModel(
    IQueryHandler<ListKeptDocuments, AttachmentList> list, IQueryHandler<OpenKeptDocument, OpenedKeptDocument> open, DocumentPlaces places) : PageModel, ILoads
{
    [FromRoute] public string Place { get; set; } = "";

    /// <summary>Of the record.</summary>
    [FromRoute] public Guid Id { get; set; }

    [FromRoute] public Guid Version { get; set; }

    public AttachmentShown Document { get; private set; } = null!;

    public VersionShown Shown { get; private set; } = null!;

    public string RecordPath => places.Of(Place).PathOf(Id);

    public async Task LoadAsync(CancellationToken ct)
    {
        var documents = (await list.HandleAsync(new(Place, Id), ct)).Documents;
        Document = documents.FirstOrDefault(d => d.Versions.Any(v => v.Id == Version)) ?? throw new NotFoundException();
        Shown = Document.Versions.Single(v => v.Id == Version);
    }

    // The frame that shows a PDF may be one of ours only.
    public void OnGet() => Response.AllowOwnFrames();

    /// <summary>To be looked at, within this page.</summary>
    public async Task<IActionResult> OnGetContentAsync(CancellationToken ct)
    {
        if (!Shown.Kind.IsPreviewed)
        {
            return NotFound();
        }

        var opened = (await open.HandleAsync(new(Place, Id, Version, ToKeep: false), ct)).File;
        Response.AsPreview(isPicture: opened.Kind.IsPicture);
        return new FileStreamResult(opened.Content, opened.Kind.ContentType);
    }

    public async Task<IActionResult> OnGetDownloadAsync(CancellationToken ct)
    {
        var opened = (await open.HandleAsync(new(Place, Id, Version, ToKeep: true), ct)).File;
        Response.AsDownload(opened.FileName, opened.Kind.ContentType);
        return new FileStreamResult(opened.Content, opened.Kind.ContentType);
    }
}

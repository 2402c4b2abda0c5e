using BankCrm.Application.Cases;
using BankCrm.Application.Cases.Documents;
using BankCrm.Application.Common;
using BankCrm.Application.Customers.Attachments;
using BankCrm.Domain.Customers.Attachments;
using BankCrm.Web.Platform.Requests;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Cases.Documents;

/// <summary>One document of a case: its preview and its content.</summary>
[Allow(CasePermissions.Work, CasePermissions.ReadAll)]
public sealed class ViewCaseDocumentModel(IQueryHandler<ListCaseDocuments, AttachmentList> list, IQueryHandler<OpenCaseDocument, OpenedCaseDocument> open) : PageModel, ILoads
{
    /// <summary>Of the case.</summary>
    [FromRoute] public Guid Id { get; set; }

    [FromRoute] public Guid Version { get; set; }

    public AttachmentList List { get; private set; } = null!;

    public AttachmentShown Document { get; private set; } = null!;

    public VersionShown Shown { get; private set; } = null!;

    public async Task LoadAsync(CancellationToken ct)
    {
        List = await list.HandleAsync(new(Id), ct);
        Document = List.Documents.FirstOrDefault(d => d.Versions.Any(v => v.Id == Version)) ?? throw new NotFoundException();
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

        var opened = (await open.HandleAsync(new(Id, Version, ToKeep: false), ct)).File;
        Response.AsPreview(isPicture: opened.Kind.IsPicture);
        return new FileStreamResult(opened.Content, opened.Kind.ContentType);
    }

    public async Task<IActionResult> OnGetDownloadAsync(CancellationToken ct)
    {
        var opened = (await open.HandleAsync(new(Id, Version, ToKeep: true), ct)).File;
        Response.AsDownload(opened.FileName, opened.Kind.ContentType);
        return new FileStreamResult(opened.Content, opened.Kind.ContentType);
    }
}

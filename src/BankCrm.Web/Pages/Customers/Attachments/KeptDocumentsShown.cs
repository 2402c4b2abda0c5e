using BankCrm.Application.Customers.Attachments;
using Microsoft.AspNetCore.Mvc;

namespace BankCrm.Web.Pages.Customers.Attachments;

/// <summary>The documents of a record, for the partial <c>_Kept</c>; its forms lead to the page of those documents, which leads back.</summary>
/// <param name="Place">The key of an <see cref="IDocumentPlace"/>.</param>
/// <param name="RecordId">Of the record there.</param>
/// <param name="FileMegabytes">How large a file may be.</param>
public sealed record KeptDocumentsShown(string Place, Guid RecordId, AttachmentList List, int FileMegabytes)
{
    public IFormFile? Upload { get; init; }

    public string? FileTitle { get; init; }

    /// <summary>Carried by the form, so that a double click keeps one file.</summary>
    public Guid FileId { get; init; } = Guid.CreateVersion7();
}

/// <summary>What the partial <c>_Preview</c> shows of a document.</summary>
/// <param name="ContentAddress">Where its content is, to be looked at.</param>
public sealed record PreviewShown(VersionShown Version, string Title, string? ContentAddress);

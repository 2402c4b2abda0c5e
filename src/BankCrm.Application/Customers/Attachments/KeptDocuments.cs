using BankCrm.Application.Common;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Attachments;
using BankCrm.Domain.Platform.AuditTrail;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Customers.Attachments;

/// <summary>The documents kept with a record of another feature: under the customer's key, seen by whoever sees the record and nobody else.</summary>
/// <param name="Place">The key of an <see cref="IDocumentPlace"/>.</param>
/// <param name="RecordId">Of the record there.</param>
[Allow(AllowAttribute.Everyone)]
public sealed record ListKeptDocuments(string Place, Guid RecordId);

/// <summary>Keeps a document with a record.</summary>
[Allow(AllowAttribute.Everyone)]
public sealed record AddKeptDocument
{
    /// <summary>Of the file. Carried by the form, so that a double click keeps one.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public string Place { get; init => field = value ?? ""; } = "";
    public Guid RecordId { get; init; }
    public string Title { get; init => field = value?.Trim() ?? ""; } = "";
    public string FileName { get; init => field = value ?? ""; } = "";

    /// <summary>Can be read twice: first to see what it is.</summary>
    public Stream Content { get; init; } = Stream.Null;
}

/// <summary>Takes a document of a record out of sight, or brings it back.</summary>
[Allow(AllowAttribute.Everyone)]
public sealed record DeleteKeptDocument(string Place, Guid RecordId, Guid AttachmentId, bool Back = false);

/// <summary>The content of a file. That it was opened is on record before the first byte is handed out.</summary>
/// <param name="ToKeep">To be saved, not only looked at.</param>
[Allow(AllowAttribute.Everyone)]
public sealed record OpenKeptDocument(string Place, Guid RecordId, Guid VersionId, bool ToKeep) : IRecorded<OpenedKeptDocument>
{
    public AuditRecord Record(OpenedKeptDocument result) => new(ToKeep ? AuditEvents.Downloaded : AuditEvents.AttachmentSeen)
    {
        ObjectType = nameof(Attachment),
        ObjectId = VersionId,
        CustomerRef = result.CustomerId,
        BranchId = result.File.BranchId,
        Changes = AuditChanges.Of([("Digest", null, result.File.Digest)]),
    };
}

public sealed record OpenedKeptDocument(Guid CustomerId, OpenedAttachment File);

/// <summary>Whether the user has added this file already: their form came twice.</summary>
[Allow(AllowAttribute.Everyone)]
public sealed record WasKeptDocumentAdded(Guid Id);

internal sealed class AddKeptDocumentValidator : AbstractValidator<AddKeptDocument>
{
    public AddKeptDocumentValidator()
    {
        RuleFor(a => a.Id).NotEmpty();
        RuleFor(a => a.FileName).NotEmpty();
        RuleFor(a => a.Title).IsClean(Attachment.TitleMaxLength);
    }
}

internal sealed class DeleteKeptDocumentValidator : AbstractValidator<DeleteKeptDocument>
{
    public DeleteKeptDocumentValidator() => RuleFor(a => a.AttachmentId).NotEmpty();
}

internal sealed class ListKeptDocumentsHandler(CrmDb db, CurrentUser user, DocumentPlaces places, AttachmentLists lists) : IQueryHandler<ListKeptDocuments, AttachmentList>
{
    public async Task<AttachmentList> HandleAsync(ListKeptDocuments query, CancellationToken ct)
    {
        var (customer, mayChange) = await places.OpenAsync(db, user, query.Place, query.RecordId, ct);
        return await lists.OfAsync(customer, query.RecordId, mayChange, ct);
    }
}

internal sealed class AddKeptDocumentHandler(CrmDb db, CurrentUser user, DocumentPlaces places, AttachmentDesk desk) : ICommandHandler<AddKeptDocument>
{
    public async Task HandleAsync(AddKeptDocument command, CancellationToken ct) => await desk.KeepAsync(
        await places.ToChangeAsync(db, user, command.Place, command.RecordId, ct), command.RecordId, null, new(command.Id, command.Title, command.FileName, command.Content), ct);
}

internal sealed class DeleteKeptDocumentHandler(CrmDb db, CurrentUser user, DocumentPlaces places, AttachmentDesk desk, TimeProvider clock) : ICommandHandler<DeleteKeptDocument>
{
    public async Task HandleAsync(DeleteKeptDocument command, CancellationToken ct)
    {
        var document = await desk.ToChangeAsync(await places.ToChangeAsync(db, user, command.Place, command.RecordId, ct), command.RecordId, command.AttachmentId, ct);
        if (command.Back)
        {
            document.BringBack();
        }
        else
        {
            document.Delete(clock.GetUtcNow());
        }
    }
}

internal sealed class OpenKeptDocumentHandler(CrmDb db, CurrentUser user, DocumentPlaces places, AttachmentDesk desk) : IQueryHandler<OpenKeptDocument, OpenedKeptDocument>
{
    public async Task<OpenedKeptDocument> HandleAsync(OpenKeptDocument query, CancellationToken ct)
    {
        var (customer, _) = await places.OpenAsync(db, user, query.Place, query.RecordId, ct);
        return new(customer.Id, await desk.OpenAsync(customer, query.RecordId, query.VersionId, ct));
    }
}

internal sealed class WasKeptDocumentAddedHandler(CrmDb db, CurrentUser user) : IQueryHandler<WasKeptDocumentAdded, bool>
{
    public Task<bool> HandleAsync(WasKeptDocumentAdded query, CancellationToken ct) => db.AttachmentVersions.AnyAsync(v => v.Id == query.Id && v.ChangedBy == user.StaffId, ct);
}

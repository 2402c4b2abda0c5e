using BankCrm.Application.Common;
using FluentValidation;

namespace BankCrm.Application.Customers.Attachments;

/// <summary>The customer's own documents that can be kept with a record too, the latest first.</summary>
/// <param name="Place">The key of an <see cref="IDocumentPlace"/>.</param>
/// <param name="RecordId">Of the record there.</param>
[Allow(CustomerPermissions.Read)]
public sealed record ListDocumentsOnFile(string Place, Guid RecordId);

/// <summary>Keeps a copy of what the customer has on file with a record. It is a document of its own: what becomes of the one does not touch the other.</summary>
/// <param name="Id">Of the copy's file. Carried by the form, so that a double click keeps one.</param>
/// <param name="VersionId">Of the customer's document.</param>
[Allow(CustomerPermissions.Read)]
public sealed record TakeDocumentOnFile(Guid Id, string Place, Guid RecordId, Guid VersionId);

internal sealed class TakeDocumentOnFileValidator : AbstractValidator<TakeDocumentOnFile>
{
    public TakeDocumentOnFileValidator()
    {
        RuleFor(t => t.Id).NotEmpty();
        RuleFor(t => t.VersionId).NotEmpty();
    }
}

internal sealed class ListDocumentsOnFileHandler(CrmDb db, CurrentUser user, DocumentPlaces places, AttachmentLists lists) : IQueryHandler<ListDocumentsOnFile, IReadOnlyList<AttachmentShown>>
{
    public async Task<IReadOnlyList<AttachmentShown>> HandleAsync(ListDocumentsOnFile query, CancellationToken ct)
    {
        var customer = await places.ToChangeAsync(db, user, query.Place, query.RecordId, ct);
        return [.. (await lists.OfAsync(customer, null, mayChange: false, ct)).Documents.Where(d => d.Latest.IsServed)];
    }
}

internal sealed class TakeDocumentOnFileHandler(CrmDb db, CurrentUser user, DocumentPlaces places, AttachmentDesk desk) : ICommandHandler<TakeDocumentOnFile>
{
    public async Task HandleAsync(TakeDocumentOnFile command, CancellationToken ct) =>
        await desk.CopyAsync(await places.ToChangeAsync(db, user, command.Place, command.RecordId, ct), command.RecordId, command.VersionId, command.Id, ct);
}

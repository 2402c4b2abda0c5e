using BankCrm.Application.Cases.ServiceCases;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Attachments;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Attachments;
using BankCrm.Domain.Platform.AuditTrail;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Cases.Documents;

/// <summary>The documents of a case: kept under the customer's key, seen by whoever sees the case and nobody else.</summary>
[Allow(CasePermissions.Work, CasePermissions.ReadAll)]
public sealed record ListCaseDocuments(Guid CaseId);

/// <summary>Keeps a document with a case.</summary>
[Allow(CasePermissions.Work)]
public sealed record AddCaseDocument
{
    /// <summary>Of the file. Carried by the form, so that a double click keeps one.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid CaseId { get; init; }
    public string Title { get; init => field = value?.Trim() ?? ""; } = "";
    public string FileName { get; init => field = value ?? ""; } = "";

    /// <summary>Can be read twice: first to see what it is.</summary>
    public Stream Content { get; init; } = Stream.Null;
}

/// <summary>Takes a document of a case out of sight, or brings it back.</summary>
[Allow(CasePermissions.Work)]
public sealed record DeleteCaseDocument(Guid CaseId, Guid AttachmentId, bool Back = false);

/// <summary>The content of a file. That it was opened is on record before the first byte is handed out.</summary>
/// <param name="ToKeep">To be saved, not only looked at.</param>
[Allow(CasePermissions.Work, CasePermissions.ReadAll)]
public sealed record OpenCaseDocument(Guid CaseId, Guid VersionId, bool ToKeep) : IRecorded<OpenedCaseDocument>
{
    public AuditRecord Record(OpenedCaseDocument result) => new(ToKeep ? AuditEvents.Downloaded : AuditEvents.AttachmentSeen)
    {
        ObjectType = nameof(Attachment),
        ObjectId = VersionId,
        CustomerRef = result.CustomerId,
        BranchId = result.File.BranchId,
        Changes = AuditChanges.Of([("Digest", null, result.File.Digest)]),
    };
}

public sealed record OpenedCaseDocument(Guid CustomerId, OpenedAttachment File);

/// <summary>Whether the user has added this file already: their form came twice.</summary>
[Allow(CasePermissions.Work)]
public sealed record WasCaseDocumentAdded(Guid Id);

internal sealed class AddCaseDocumentValidator : AbstractValidator<AddCaseDocument>
{
    public AddCaseDocumentValidator()
    {
        RuleFor(a => a.Id).NotEmpty();
        RuleFor(a => a.FileName).NotEmpty();
        RuleFor(a => a.Title).IsClean(Attachment.TitleMaxLength);
    }
}

internal sealed class DeleteCaseDocumentValidator : AbstractValidator<DeleteCaseDocument>
{
    public DeleteCaseDocumentValidator() => RuleFor(a => a.AttachmentId).NotEmpty();
}

internal static class CaseDocuments
{
    /// <summary>Whose case it is, for whoever sees it.</summary>
    /// <exception cref="NotFoundException">There is none, or they do not see it.</exception>
    public static async Task<Customer> CustomerOfCaseAsync(this CrmDb db, Guid caseId, CurrentUser user, CancellationToken ct)
    {
        var customer = await db.CasesSeenBy(user).Where(c => c.Id == caseId).Select(c => (Guid?)c.CustomerId).SingleOrDefaultAsync(ct) ?? throw new NotFoundException();
        return await db.CustomerToOpenAsync(customer, user, ct);
    }
}

internal sealed class ListCaseDocumentsHandler(CrmDb db, CurrentUser user, AttachmentLists lists) : IQueryHandler<ListCaseDocuments, AttachmentList>
{
    public async Task<AttachmentList> HandleAsync(ListCaseDocuments query, CancellationToken ct) =>
        await lists.OfAsync(await db.CustomerOfCaseAsync(query.CaseId, user, ct), query.CaseId, user.May(CasePermissions.Work), ct);
}

internal sealed class AddCaseDocumentHandler(CrmDb db, CurrentUser user, AttachmentDesk desk) : ICommandHandler<AddCaseDocument>
{
    public async Task HandleAsync(AddCaseDocument command, CancellationToken ct) => await desk.KeepAsync(
        await db.CustomerOfCaseAsync(command.CaseId, user, ct), command.CaseId, null, new(command.Id, command.Title, command.FileName, command.Content), ct);
}

internal sealed class DeleteCaseDocumentHandler(CrmDb db, CurrentUser user, AttachmentDesk desk, TimeProvider clock) : ICommandHandler<DeleteCaseDocument>
{
    public async Task HandleAsync(DeleteCaseDocument command, CancellationToken ct)
    {
        var document = await desk.ToChangeAsync(await db.CustomerOfCaseAsync(command.CaseId, user, ct), command.CaseId, command.AttachmentId, ct);
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

internal sealed class OpenCaseDocumentHandler(CrmDb db, CurrentUser user, AttachmentDesk desk) : IQueryHandler<OpenCaseDocument, OpenedCaseDocument>
{
    public async Task<OpenedCaseDocument> HandleAsync(OpenCaseDocument query, CancellationToken ct)
    {
        var customer = await db.CustomerOfCaseAsync(query.CaseId, user, ct);
        return new(customer.Id, await desk.OpenAsync(customer, query.CaseId, query.VersionId, ct));
    }
}

internal sealed class WasCaseDocumentAddedHandler(CrmDb db, CurrentUser user) : IQueryHandler<WasCaseDocumentAdded, bool>
{
    public Task<bool> HandleAsync(WasCaseDocumentAdded query, CancellationToken ct) => db.AttachmentVersions.AnyAsync(v => v.Id == query.Id && v.ChangedBy == user.StaffId, ct);
}

using BankCrm.Application.Common;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Domain.Customers.Attachments;
using BankCrm.Domain.Platform.AuditTrail;

namespace BankCrm.Application.Customers.Attachments;

/// <summary>The content of a file. That it was opened is on record before the first byte is handed out.</summary>
/// <param name="ToKeep">To be saved, not only looked at.</param>
[Allow(CustomerPermissions.Read)]
public sealed record OpenAttachment(Guid CustomerId, Guid VersionId, bool ToKeep) : IRecorded<OpenedAttachment>
{
    public AuditRecord Record(OpenedAttachment result) => new(ToKeep ? AuditEvents.Downloaded : AuditEvents.AttachmentSeen)
    {
        ObjectType = nameof(Attachment),
        ObjectId = VersionId,
        CustomerRef = CustomerId,
        BranchId = result.BranchId,
        Changes = AuditChanges.Of([("Digest", null, result.Digest)]),
    };
}

public sealed record OpenedAttachment(Stream Content, string FileName, AttachmentKind Kind, string Digest, Guid BranchId);

internal sealed class OpenAttachmentHandler(CrmDb db, CurrentUser user, AttachmentDesk desk) : IQueryHandler<OpenAttachment, OpenedAttachment>
{
    public async Task<OpenedAttachment> HandleAsync(OpenAttachment query, CancellationToken ct) =>
        await desk.OpenAsync(await db.CustomerToOpenAsync(query.CustomerId, user, ct), null, query.VersionId, ct);
}

using BankCrm.Application.Common;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Application.Platform.Files;
using BankCrm.Domain.Customers.Attachments;
using BankCrm.Domain.Platform.AuditTrail;
using Microsoft.EntityFrameworkCore;

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

internal sealed class OpenAttachmentHandler(CrmDb db, CurrentUser user, CustomerCiphers ciphers, IFileStore files) : IQueryHandler<OpenAttachment, OpenedAttachment>
{
    public async Task<OpenedAttachment> HandleAsync(OpenAttachment query, CancellationToken ct)
    {
        var customer = await db.CustomerToOpenAsync(query.CustomerId, user, ct);
        var found = await db.AttachmentVersions
            .Where(v => v.Id == query.VersionId && v.CustomerId == customer.Id)
            .Join(db.Attachments.Where(a => a.DeletedAt == null), v => v.AttachmentId, a => a.Id, (v, a) => new { Version = v, Attachment = a })
            .SingleOrDefaultAsync(ct) ?? throw new NotFoundException();
        found.Version.RefuseUnlessServed();
        var cipher = await ciphers.OfAsync(customer.Id, ct);
        var title = cipher.Open(Attachment.TitleColumn, found.Attachment.Id, found.Attachment.Title);
        var key = cipher.Open(AttachmentVersion.FileKeyColumn, found.Version.Id, found.Version.FileKey);
        var name = $"{customer.Number}-{title}-{found.Version.Number}{found.Version.Kind.Extension}";
        return new(files.Open(AttachmentFiles.Area, found.Version.Id, key), name, found.Version.Kind, found.Version.Digest, customer.BranchId);
    }
}

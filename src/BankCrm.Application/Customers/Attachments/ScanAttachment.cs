using BankCrm.Application.Common;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Application.Platform.Files;
using BankCrm.Domain.Customers.Attachments;
using FluentValidation;

namespace BankCrm.Application.Customers.Attachments;

/// <summary>Searches one file for viruses. The job's own.</summary>
[Allow(CustomerPermissions.Change)]
public sealed record ScanAttachment(Guid VersionId);

internal sealed class ScanAttachmentValidator : AbstractValidator<ScanAttachment>
{
    public ScanAttachmentValidator() => RuleFor(s => s.VersionId).NotEmpty();
}

internal sealed class ScanAttachmentHandler(CrmDb db, CustomerCiphers ciphers, IFileStore files, IVirusScanner scanner) : ICommandHandler<ScanAttachment>
{
    public async Task HandleAsync(ScanAttachment command, CancellationToken ct)
    {
        var version = await db.ForChangeAsync<AttachmentVersion>(command.VersionId, ct);
        var cipher = await ciphers.OfAsync(version.CustomerId, ct);
        await using var content = files.Open(AttachmentFiles.Area, version.Id, cipher.Open(AttachmentVersion.FileKeyColumn, version.Id, version.FileKey));
        version.WasScanned(await scanner.IsCleanAsync(content, ct));
    }
}

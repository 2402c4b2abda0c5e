using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.Encryption;

namespace BankCrm.Domain.Customers.Attachments;

/// <summary>Whether a file was searched for viruses.</summary>
public enum ScanState
{
    /// <summary>No scanner is set up.</summary>
    [Means("Not scanned")] NotScanned,

    [Means("Being scanned")] Pending,
    [Means("Scanned, clean")] Clean,

    /// <summary>Kept for whoever looks into it, and handed out to nobody.</summary>
    [Means("Infected")] Infected,
}

/// <summary>One file of a document. It lies outside the database, sealed under a key that only the customer's key opens.</summary>
[Class(DataClass.C1)]
public sealed class AttachmentVersion : Entity, IBranchScoped, IOfCustomer
{
    public const string FileKeyColumn = "attachment_versions.file_key";

    private AttachmentVersion() { } // EF Core

    public Guid AttachmentId { get; private init; }
    public Guid CustomerId { get; private init; }
    public Guid BranchId { get; private set; }
    public int Number { get; private init; }
    public AttachmentKind Kind { get; private init; }

    /// <summary>In bytes.</summary>
    public long Size { get; private init; }

    /// <summary>SHA-256, hexadecimal.</summary>
    public string Digest { get; private init; } = "";

    /// <summary>Opens the file. Never in the audit trail: a file that was deleted for good shall stay so.</summary>
    [Class(DataClass.C3)]
    public Sealed FileKey { get; private init; } = null!;

    /// <summary>Null: it came with an e-mail.</summary>
    public Guid? UploadedBy { get; private init; }
    public DateTimeOffset UploadedAt { get; private init; }
    public ScanState Scan { get; private set; }

    public bool IsServed => Scan is ScanState.NotScanned or ScanState.Clean;

    public static AttachmentVersion Of(Attachment attachment, UploadedFile file, Guid? byStaffId, DateTimeOffset now, CustomerSafe safe) => new()
    {
        Id = file.Id,
        AttachmentId = attachment.Id,
        CustomerId = attachment.CustomerId,
        BranchId = attachment.BranchId,
        Number = attachment.NextVersion(),
        Kind = file.Kind,
        Size = file.Size,
        Digest = file.Digest,
        FileKey = safe.Seal(FileKeyColumn, file.Id, file.Key),
        UploadedBy = byStaffId,
        UploadedAt = now,
        Scan = file.IsToBeScanned ? ScanState.Pending : ScanState.NotScanned,
    };

    public void WasScanned(bool isClean)
    {
        Refuse.If(Scan is not ScanState.Pending, "The file was scanned already.");
        Scan = isClean ? ScanState.Clean : ScanState.Infected;
    }

    public void RefuseUnlessServed()
    {
        Refuse.If(Scan is ScanState.Pending, "The file is being scanned for viruses. Try again in a minute.");
        Refuse.If(Scan is ScanState.Infected, "A virus was found in this file: nobody can open it.");
    }
}

/// <param name="Id">Of the version, and its name in the store.</param>
/// <param name="Key">Opens it.</param>
public sealed record UploadedFile(Guid Id, AttachmentKind Kind, long Size, string Digest, string Key, bool IsToBeScanned);

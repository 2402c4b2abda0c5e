using BankCrm.Domain.Common;
using BankCrm.Domain.Customers.Attachments;

namespace BankCrm.Domain.Campaigns.Planning;

/// <summary>A file that goes along with an e-mail text of a campaign, the same for everybody. It lies outside the database, sealed.</summary>
[Class(DataClass.C1)]
public sealed class CampaignAttachment : Entity
{
    public const string FileKeyColumn = "campaign_attachments.file_key";
    public const int NameMaxLength = 130;

    /// <summary>With one text.</summary>
    public const int Most = 3;

    public const int MostMegabytes = 2;
    public const int MostBytes = MostMegabytes * 1024 * 1024;

    private CampaignAttachment() { } // EF Core

    public Guid CampaignId { get; private init; }
    public Guid TextId { get; private init; }

    /// <summary>As customers see it, with its ending.</summary>
    public string Name { get; private init; } = "";

    public AttachmentKind Kind { get; private init; }

    /// <summary>In bytes.</summary>
    public long Size { get; private init; }

    /// <summary>SHA-256, hexadecimal.</summary>
    public string Digest { get; private init; } = "";

    /// <summary>Opens the file.</summary>
    [Class(DataClass.C3)]
    public Sealed FileKey { get; private init; } = null!;

    /// <summary>No virus was found. False: no scanner is set up.</summary>
    public bool IsScanned { get; private init; }

    public Guid AddedBy { get; private init; }
    public DateTimeOffset AddedAt { get; private init; }

    internal static CampaignAttachment Of(CampaignText text, AttachedFile file, Guid by, DateTimeOffset now)
    {
        Refuse.If(text.Channel is not CampaignChannel.Email, "Files go along with e-mails only.");
        Refuse.If(!IsAttached(file.Kind), "Attach a PDF, a PNG or a JPEG file.");
        Refuse.If(file.Size > MostBytes, "The file is larger than {0} MB.", MostMegabytes);
        return new()
        {
            Id = file.Id,
            CampaignId = text.CampaignId,
            TextId = text.Id,
            Name = file.Name,
            Kind = file.Kind,
            Size = file.Size,
            Digest = file.Digest,
            FileKey = file.Key,
            IsScanned = file.IsScanned,
            AddedBy = by,
            AddedAt = now,
        };
    }

    /// <summary>What customers open on any telephone, and what runs nothing there.</summary>
    public static bool IsAttached(AttachmentKind kind) => kind is AttachmentKind.Pdf or AttachmentKind.Png or AttachmentKind.Jpeg;
}

/// <param name="Id">Of the attachment, and its name in the store.</param>
/// <param name="Key">Opens it.</param>
public sealed record AttachedFile(Guid Id, string Name, AttachmentKind Kind, long Size, string Digest, Sealed Key, bool IsScanned);

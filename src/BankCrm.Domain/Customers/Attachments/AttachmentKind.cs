using BankCrm.Domain.Common;

namespace BankCrm.Domain.Customers.Attachments;

/// <summary>What files may be kept beside a customer's record.</summary>
public enum AttachmentKind
{
    [Means("PDF")] Pdf,
    [Means("PNG picture")] Png,
    [Means("JPEG picture")] Jpeg,
    [Means("WebP picture")] Webp,
    [Means("HEIC picture")] Heic,
    [Means("Word document")] Docx,
    [Means("Excel sheet")] Xlsx,
    [Means("Text")] Txt,
    [Means("CSV list")] Csv,
}

public static class AttachmentKinds
{
    /// <summary>As many bytes of a file tell what it is.</summary>
    public const int HeadSize = 16;

    private static readonly Dictionary<string, AttachmentKind> ByExtension = new(StringComparer.OrdinalIgnoreCase)
    {
        [".pdf"] = AttachmentKind.Pdf,
        [".png"] = AttachmentKind.Png,
        [".jpg"] = AttachmentKind.Jpeg,
        [".jpeg"] = AttachmentKind.Jpeg,
        [".webp"] = AttachmentKind.Webp,
        [".heic"] = AttachmentKind.Heic,
        [".docx"] = AttachmentKind.Docx,
        [".xlsx"] = AttachmentKind.Xlsx,
        [".txt"] = AttachmentKind.Txt,
        [".csv"] = AttachmentKind.Csv,
    };

    public static IReadOnlyCollection<string> Extensions => ByExtension.Keys;

    /// <summary>Null: files of this name are not kept.</summary>
    public static AttachmentKind? Named(string fileName) =>
        fileName.LastIndexOf('.') is var dot and >= 0 && ByExtension.TryGetValue(fileName[dot..], out var kind) ? kind : null;

    extension(AttachmentKind kind)
    {
        public string Extension => "." + kind switch { AttachmentKind.Jpeg => "jpg", _ => kind.ToString().ToLowerInvariant() };

        public string ContentType => kind switch
        {
            AttachmentKind.Pdf => "application/pdf",
            AttachmentKind.Png => "image/png",
            AttachmentKind.Jpeg => "image/jpeg",
            AttachmentKind.Webp => "image/webp",
            AttachmentKind.Heic => "image/heic",
            AttachmentKind.Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            AttachmentKind.Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            AttachmentKind.Csv => "text/csv; charset=utf-8",
            _ => "text/plain; charset=utf-8",
        };

        public bool IsPicture => kind is AttachmentKind.Png or AttachmentKind.Jpeg or AttachmentKind.Webp;

        /// <summary>A browser shows it without a program of its own.</summary>
        public bool IsPreviewed => kind is AttachmentKind.Pdf || kind.IsPicture;

        public bool IsArchive => kind is AttachmentKind.Docx or AttachmentKind.Xlsx;

        public bool IsText => kind is AttachmentKind.Txt or AttachmentKind.Csv;

        /// <summary>The file begins as its name says. Text has no beginning of its own: it is read through elsewhere.</summary>
        public bool Begins(ReadOnlySpan<byte> head) => kind switch
        {
            AttachmentKind.Pdf => head.StartsWith("%PDF-"u8),
            AttachmentKind.Png => head.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]),
            AttachmentKind.Jpeg => head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]),
            AttachmentKind.Webp => head.StartsWith("RIFF"u8) && head.Length >= 12 && head[8..12].SequenceEqual("WEBP"u8),
            AttachmentKind.Heic => head.Length >= 12 && head[4..8].SequenceEqual("ftyp"u8) && (head[8..12].SequenceEqual("heic"u8) || head[8..12].SequenceEqual("mif1"u8) || head[8..12].SequenceEqual("heix"u8)),
            AttachmentKind.Docx or AttachmentKind.Xlsx => head.StartsWith((ReadOnlySpan<byte>)[0x50, 0x4B, 0x03, 0x04]),
            _ => true,
        };
    }
}

using System.IO.Compression;
using System.Text;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers.Attachments;

namespace BankCrm.Application.Customers.Attachments;

/// <summary>That a file is what its name says, and does no harm by its make.</summary>
internal static class FileCheck
{
    private const int MostEntries = 2000;
    private const long MostUnpacked = 200L * 1024 * 1024;
    private const int MostRatio = 100;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <param name="fileName">As it was called where it came from.</param>
    /// <param name="content">From the beginning; it can be read again afterwards.</param>
    /// <exception cref="RefusedException">It is none of those that are kept.</exception>
    public static AttachmentKind Demand(string fileName, Stream content)
    {
        var kind = AttachmentKinds.Named(fileName);
        Refuse.If(kind is null, "Files of this kind are not kept. Allowed are: {0}.", string.Join(", ", AttachmentKinds.Extensions));
        Refuse.If(content.Length == 0, "The file is empty.");
        Span<byte> head = stackalloc byte[AttachmentKinds.HeadSize];
        head = head[..content.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        content.Position = 0;
        var isIt = kind.Value.Begins(head) && (!kind.Value.IsArchive || IsOffice(kind.Value, content)) && (!kind.Value.IsText || IsText(content));
        content.Position = 0;
        Refuse.If(!isIt, "The file is not what its name says. Save it anew in the program it came from.");
        return kind.Value;
    }

    // No macros, nothing that unpacks to a hundred times its size.
    private static bool IsOffice(AttachmentKind kind, Stream content)
    {
        try
        {
            using var archive = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
            var names = archive.Entries.Select(e => e.FullName).ToList();
            return names.Count <= MostEntries
                && archive.Entries.Sum(e => e.Length) <= Math.Min(MostUnpacked, content.Length * MostRatio)
                && names.Contains("[Content_Types].xml")
                && names.Exists(n => n.StartsWith(kind is AttachmentKind.Docx ? "word/" : "xl/", StringComparison.Ordinal))
                && !names.Exists(n => n.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase));
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    private static bool IsText(Stream content)
    {
        try
        {
            using var text = new StreamReader(content, Utf8, detectEncodingFromByteOrderMarks: true, leaveOpen: true);
            var letters = new char[16 * 1024];
            int count;
            while ((count = text.Read(letters)) > 0)
            {
                if (letters.AsSpan(0, count).Contains('\0'))
                {
                    return false;
                }
            }

            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}

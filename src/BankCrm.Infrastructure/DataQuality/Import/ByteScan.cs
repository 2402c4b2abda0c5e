using System.Buffers;
using System.Text;
using BankCrm.Domain.Common;
using BankCrm.Domain.DataQuality.Import;

namespace BankCrm.Infrastructure.DataQuality.Import;

/// <summary>Reads a file once, as bytes: is it text, in which encoding, and how many lines has it.</summary>
internal static class ByteScan
{
    private static readonly (byte[] Mark, string Sentence)[] NoText =
    [
        ([0x50, 0x4B, 0x03, 0x04], "This is a ZIP archive or an Excel workbook, whatever its name says. Save it as CSV first."),
        ([0xD0, 0xCF, 0x11, 0xE0], "This is an old Excel or Word file, whatever its name says. Save it as CSV first."),
        ([0x1F, 0x8B], "This is a compressed file, whatever its name says. Unpack it first."),
        ([0x25, 0x50, 0x44, 0x46], "This is a PDF, whatever its name says. Only CSV can be imported."),
        ([0x89, 0x50, 0x4E, 0x47], "This is a picture, whatever its name says. Only CSV can be imported."),
        ([0x7F, 0x45, 0x4C, 0x46], "This is a program, whatever its name says. Only CSV can be imported."),
        ([0x4D, 0x5A, 0x90, 0x00], "This is a program, whatever its name says. Only CSV can be imported."),
    ];

    /// <summary>How many lines there are, and which line is the first that is not flawless UTF-8.</summary>
    /// <exception cref="RefusedException">It is no text at all.</exception>
    public static async Task<(long Lines, long? NotUtf8, ImportEncoding? Mark)> ReadAsync(Stream file, CancellationToken ct)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(256 * 1024);
        try
        {
            var strict = new UTF8Encoding(false, throwOnInvalidBytes: true).GetDecoder();
            var letters = new char[buffer.Length + 16];
            var (lines, notUtf8, mark, isFirst) = (1L, (long?)null, (ImportEncoding?)null, true);
            int count;
            while ((count = await file.ReadAsync(buffer, ct)) > 0)
            {
                var bytes = buffer.AsMemory(0, count);
                if (isFirst)
                {
                    RefuseNoText(bytes.Span);
                    mark = MarkOf(bytes.Span);
                    isFirst = false;
                }

                notUtf8 ??= mark is ImportEncoding.Utf16 ? null : FirstWrong(strict, bytes.Span, letters, lines);
                lines += bytes.Span.Count((byte)'\n');
            }

            return (lines, notUtf8 ?? (IsComplete(strict, letters) || mark is ImportEncoding.Utf16 ? null : lines), mark);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static void RefuseNoText(ReadOnlySpan<byte> first)
    {
        foreach (var (mark, sentence) in NoText)
        {
            Refuse.If(first.StartsWith(mark), sentence);
        }
    }

    private static ImportEncoding? MarkOf(ReadOnlySpan<byte> first) =>
        first.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? ImportEncoding.Utf8
        : first.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || first.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) ? ImportEncoding.Utf16
        : null;

    private static long? FirstWrong(Decoder strict, ReadOnlySpan<byte> bytes, char[] letters, long linesBefore)
    {
        try
        {
            strict.GetChars(bytes, letters, flush: false);
            return null;
        }
        catch (DecoderFallbackException e)
        {
            return linesBefore + bytes[..Math.Clamp(e.Index, 0, bytes.Length)].Count((byte)'\n');
        }
    }

    private static bool IsComplete(Decoder strict, char[] letters)
    {
        try
        {
            strict.GetChars([], letters, flush: true);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}

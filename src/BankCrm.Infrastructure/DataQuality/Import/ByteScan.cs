using System.Buffers;
using BankCrm.Domain.Common;
using BankCrm.Domain.DataQuality.Import;

namespace BankCrm.Infrastructure.DataQuality.Import;

/// <summary>Reads a file once, as bytes: is it text, in which encoding, and how many lines has it.</summary>
internal static class ByteScan
{
    private static readonly (byte[] Mark, string Sentence)[] NoText =
    [
        ([0x1F, 0x8B], "This is a compressed file, whatever its name says. Unpack it first."),
        ([0x25, 0x50, 0x44, 0x46], "This is a PDF, whatever its name says. Import CSV, an Excel workbook or vCards."),
        ([0x89, 0x50, 0x4E, 0x47], "This is a picture, whatever its name says. Import CSV, an Excel workbook or vCards."),
        ([0x7F, 0x45, 0x4C, 0x46], "This is a program, whatever its name says. Import CSV, an Excel workbook or vCards."),
        ([0x4D, 0x5A, 0x90, 0x00], "This is a program, whatever its name says. Import CSV, an Excel workbook or vCards."),
    ];

    /// <summary>How many lines there are, and the encoding by the mark at the beginning or by all that follows.</summary>
    /// <exception cref="RefusedException">It is no text at all.</exception>
    public static async Task<(long Lines, ImportEncoding Recognised, bool IsMarked)> ReadAsync(Stream file, CancellationToken ct)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(256 * 1024);
        try
        {
            var votes = new EncodingVotes();
            var (feeds, returns, mark, isFirst) = (0L, 0L, (ImportEncoding?)null, true);
            int count;
            while ((count = await file.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct)) > 0)
            {
                var bytes = buffer.AsMemory(0, count);
                if (isFirst)
                {
                    RefuseNoText(bytes.Span);
                    mark = Utf16Marks.EncodingOf(bytes.Span);
                    isFirst = false;
                }

                if (mark is null)
                {
                    votes.Count(bytes.Span);
                }

                feeds += bytes.Span.Count((byte)'\n');
                returns += bytes.Span.Count((byte)'\r');
            }

            return (1 + Math.Max(feeds, returns), mark ?? votes.Winner(), mark is not null);
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
}

using BankCrm.Domain.DataQuality.Import;

namespace BankCrm.Infrastructure.DataQuality.Import;

/// <summary>What the first bytes of a text say of its encoding: by their mark, or by the zeros that UTF-16 puts beside every Latin letter.</summary>
internal static class Utf16Marks
{
    public const int Looked = 4096;

    /// <summary>Null: neither mark nor zeros.</summary>
    public static ImportEncoding? EncodingOf(ReadOnlySpan<byte> first) =>
        first is [0xEF, 0xBB, 0xBF, ..] ? ImportEncoding.Utf8
        : first is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] || IsUnmarked(first, out _) ? ImportEncoding.Utf16
        : null;

    public static bool IsBigEndian(ReadOnlySpan<byte> first) => first is [0xFE, 0xFF, ..] || (first is not [0xFF, 0xFE, ..] && IsUnmarked(first, out var big) && big);

    /// <summary>How many bytes the mark takes.</summary>
    public static int Size(ReadOnlySpan<byte> first) => first is [0xEF, 0xBB, 0xBF, ..] ? 3 : first is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] ? 2 : 0;

    /// <summary>Whether a text begins as vCards do; in UTF-16 too.</summary>
    public static bool IsCards(ReadOnlySpan<byte> first)
    {
        var letters = string.Concat(first[Size(first)..].ToArray().Where(b => b is > 0x20 and < 0x7F).Select(b => (char)b));
        return letters.StartsWith("BEGIN:VCARD", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsUnmarked(ReadOnlySpan<byte> first, out bool isBigEndian)
    {
        var (even, odd) = (0, 0);
        for (var i = 0; i < Math.Min(first.Length, Looked); i++)
        {
            if (first[i] == 0)
            {
                _ = i % 2 == 0 ? even++ : odd++;
            }
        }

        isBigEndian = even > odd;
        return Math.Max(even, odd) * 20 >= Math.Min(first.Length, Looked) && Math.Max(even, odd) >= 8 * Math.Min(even, odd); // 开 is 5F00
    }
}

using System.Globalization;
using System.Text;

namespace BankCrm.Domain.Common;

/// <summary>What every text must be before it may be stored: readable by whoever reads it, and what it looks like.</summary>
public static class CleanText
{
    /// <param name="maxLength">In UTF-16 places, as the column counts.</param>
    /// <param name="manyLines">A note may have line breaks and tabs; a name or a number may not.</param>
    public static Fault? Check(string text, int maxLength, bool manyLines = false)
    {
        if (text.Length > maxLength)
        {
            return new("This is too long: at most {0} places.", maxLength);
        }

        for (var i = 0; i < text.Length;)
        {
            if (Rune.DecodeFromUtf16(text.AsSpan(i), out var rune, out var places) != System.Buffers.OperationStatus.Done)
            {
                return new("One letter is broken (half of a letter). Delete it and type it again.");
            }

            if (Check(rune, manyLines) is { } fault)
            {
                return fault;
            }

            i += places;
        }

        return null;
    }

    /// <summary>What may be stored of a text that nobody can be asked to type again: what <see cref="Check(string, int, bool)"/> refuses is left out, a line break in one line becomes a space.</summary>
    /// <param name="maxLength">In UTF-16 places: what is longer is cut.</param>
    public static string Kept(string text, int maxLength, bool manyLines = false)
    {
        var kept = new StringBuilder(Math.Min(text.Length, maxLength));
        foreach (var rune in text.EnumerateRunes()) // half a letter is read as U+FFFD, which is left out
        {
            var clean = !manyLines && rune.Value is '\n' or '\r' or '\t' or 0x2028 or 0x2029 ? new Rune(' ') : rune;
            if (Check(clean, manyLines) is not null)
            {
                continue;
            }

            if (kept.Length + clean.Utf16SequenceLength > maxLength)
            {
                break;
            }

            kept.Append(clean.ToString());
        }

        return kept.ToString();
    }

    private static Fault? Check(Rune rune, bool manyLines) => rune.Value switch
    {
        '\n' or '\r' or '\t' when manyLines => null,
        '\n' or '\r' or 0x2028 or 0x2029 when !manyLines => new("This must be one line. Remove the line breaks."),
        0xFFFD => new("One letter was lost when the text was copied (it shows as a question mark in a box). Type it again."),
        (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) =>
            new("The text contains marks that turn the reading direction. Type it again instead of pasting it."),
        0x200B or 0x2060 or 0xFEFF => new("The text contains invisible characters. Type it again instead of pasting it."),
        _ when Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            || IsNoCharacter(rune) => new("The text contains control characters. Type it again instead of pasting it."),
        _ => null,
    };

    private static bool IsNoCharacter(Rune rune) => (rune.Value & 0xFFFE) == 0xFFFE || rune.Value is >= 0xFDD0 and <= 0xFDEF;
}

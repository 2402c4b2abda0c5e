using System.Text;
using BankCrm.Domain.Common;
using BankCrm.Domain.DataQuality.Import;

namespace BankCrm.Infrastructure.DataQuality.Import;

/// <summary>Takes a file of vCards (2.1, 3.0, 4.0) apart: a row for each card.</summary>
internal static class CardFile
{
    private const int LongestCard = 256 * 1024;

    // Pictures and keys may be larger than all the rest, and nobody imports them.
    private static readonly string[] Heavy = ["PHOTO", "LOGO", "SOUND", "KEY"];

    public static void Convert(TextReader text, TextWriter to)
    {
        var (line, begun, size, heavy) = (0, 0, 0, false);
        var card = new List<string>();
        for (var next = text.ReadLine(); next is not null; next = text.ReadLine())
        {
            line++;
            var isFolded = next.StartsWith(' ') || next.StartsWith('\t');
            if (begun > 0 && (isFolded || (card.Count > 0 && CardProperty.GoesOn(card[^1]))))
            {
                if (!heavy && card.Count > 0)
                {
                    size += next.Length;
                    card[^1] = size > LongestCard ? card[^1] : isFolded ? card[^1] + next[1..] : card[^1][..^1] + next;
                }

                continue;
            }

            var plain = next.Trim();
            if (plain.Equals("BEGIN:VCARD", StringComparison.OrdinalIgnoreCase))
            {
                Unfinished(to, begun);
                (begun, size) = (line, 0);
                card.Clear();
            }
            else if (plain.Equals("END:VCARD", StringComparison.OrdinalIgnoreCase) && begun > 0)
            {
                Write(card, begun, size, to);
                begun = 0;
            }
            else if (begun > 0 && plain.Length > 0)
            {
                heavy = Array.Exists(Heavy, h => plain.StartsWith(h, StringComparison.OrdinalIgnoreCase));
                size += heavy ? 0 : plain.Length;
                if (!heavy && size <= LongestCard)
                {
                    card.Add(plain);
                }
            }
        }

        Unfinished(to, begun);
    }

    private static void Write(List<string> lines, int begun, int size, TextWriter to)
    {
        var fault = size > LongestCard ? "The card is too large." : lines.Exists(l => l.Contains(Encodings.Undecodable)) ? "The card contains bytes that are no letters of its encoding." : null;
        ListFile.WriteRow(to, begun, fault is null ? CardColumns.Of(lines.Select(CardProperty.Read).OfType<CardProperty>()) : CardColumns.None, fault);
    }

    private static void Unfinished(TextWriter to, int begun)
    {
        if (begun > 0)
        {
            ListFile.WriteRow(to, begun, CardColumns.None, "The card has no end. Was the file cut off?");
        }
    }
}

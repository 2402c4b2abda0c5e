using BankCrm.Domain.DataQuality.Import;

namespace BankCrm.Infrastructure.DataQuality.Import;

/// <summary>
/// Which encoding the bytes beyond ASCII speak for. In each of the two double-byte ones nearly all letters of ordinary text lie in that
/// encoding's block of common letters, and only about half of them by chance in the other's.
/// </summary>
internal sealed class EncodingVotes
{
    private const int Enough = 200_000;

    private int utf8Good;
    private int utf8Bad;
    private int utf8Open; // how many bytes of the present letter are still to come
    private int gbLead;
    private int gbCommon;
    private int gbOther;
    private int gbBad;
    private int big5Lead;
    private int big5Common;
    private int big5Other;
    private int big5Bad;

    public void Count(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if ((utf8Open | gbLead | big5Lead) == 0)
            {
                var next = bytes.IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
                if (next < 0)
                {
                    return;
                }

                bytes = bytes[next..];
            }

            CountUtf8(bytes[0]);
            if (gbCommon + gbOther + gbBad < Enough)
            {
                CountGb(bytes[0]);
                CountBig5(bytes[0]);
            }
            else
            {
                (gbLead, big5Lead) = (0, 0);
            }

            bytes = bytes[1..];
        }
    }

    /// <summary>UTF-8 where hardly a letter is wrong: one cut in two does not make a file another.</summary>
    public ImportEncoding Winner()
    {
        var bad = utf8Bad + (utf8Open > 0 ? 1 : 0);
        if (bad == 0 || bad * 20 <= utf8Good)
        {
            return ImportEncoding.Utf8;
        }

        var (gb, big5) = (Share(gbCommon, gbOther, gbBad), Share(big5Common, big5Other, big5Bad));
        return gb < 0.2 && big5 < 0.2 ? ImportEncoding.Western : big5 > gb ? ImportEncoding.Big5 : ImportEncoding.Gb18030;
    }

    private static double Share(int common, int other, int bad) => common + other + bad == 0 ? 0 : (common - (2.0 * bad)) / (common + other + bad);

    private void CountUtf8(byte next)
    {
        if (utf8Open > 0 && next is >= 0x80 and <= 0xBF)
        {
            utf8Open--;
            utf8Good += utf8Open == 0 ? 1 : 0;
            return;
        }

        utf8Bad += utf8Open > 0 ? 1 : 0;
        utf8Open = next switch { >= 0xC2 and <= 0xDF => 1, >= 0xE0 and <= 0xEF => 2, >= 0xF0 and <= 0xF4 => 3, _ => 0 };
        utf8Bad += next >= 0x80 && utf8Open == 0 ? 1 : 0;
    }

    private void CountGb(byte next)
    {
        if (gbLead == 0)
        {
            gbLead = next is >= 0x81 and <= 0xFE ? next : 0;
            gbBad += next is 0x80 or 0xFF ? 1 : 0;
            return;
        }

        if (next is >= 0x30 and <= 0x39)
        {
            gbOther++; // one half of a letter of four bytes
        }
        else if (next is (>= 0x40 and <= 0x7E) or (>= 0x80 and <= 0xFE))
        {
            _ = next >= 0xA1 && gbLead is (>= 0xA1 and <= 0xA3) or (>= 0xB0 and <= 0xD7) ? gbCommon++ : gbOther++;
        }
        else
        {
            gbBad++;
        }

        gbLead = 0;
    }

    private void CountBig5(byte next)
    {
        if (big5Lead == 0)
        {
            big5Lead = next >= 0x81 ? next : 0;
            big5Bad += next is 0x80 or 0xFF ? 1 : 0;
            return;
        }

        if (big5Lead is < 0xA1 or > 0xF9 || next is not ((>= 0x40 and <= 0x7E) or (>= 0xA1 and <= 0xFE)))
        {
            big5Bad++;
        }
        else
        {
            _ = big5Lead is >= 0xA1 and <= 0xC6 ? big5Common++ : big5Other++;
        }

        big5Lead = 0;
    }
}

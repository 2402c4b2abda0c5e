using System.Globalization;

namespace BankCrm.Application.DataQuality.Import;

/// <summary>Days in Chinese numerals (一九八五年三月七日) and in the years of the Republic (民國74年3月7日).</summary>
internal static class ChineseDay
{
    private const string Numerals = "〇一二三四五六七八九";
    private const int YearsBeforeTheRepublic = 1911;

    /// <summary>The same with digits. Null: it is no such day.</summary>
    public static string? Digits(string text)
    {
        var isRepublic = text.StartsWith("民国", StringComparison.Ordinal) || text.StartsWith("民國", StringComparison.Ordinal);
        if (!isRepublic && !Numerals.Contains(text[0], StringComparison.Ordinal))
        {
            return null;
        }

        if (text.Split('年', '月') is not [var year, var month, var day] || Year(isRepublic ? year[2..] : year) is not { } y
            || Number(month) is not { } m || Number(day.TrimEnd('日', '号', '號')) is not { } d)
        {
            return null;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{(isRepublic ? y + YearsBeforeTheRepublic : y):0000}-{m}-{d}");
    }

    // The digits of a year are read one by one: 一九八五, 二〇〇一; 零 and ○ stand for 〇.
    private static int? Year(string text)
    {
        var digits = string.Concat(text.Trim().Select(c => c is '零' or '○' ? '0' : Numerals.IndexOf(c, StringComparison.Ordinal) is >= 0 and var digit ? (char)('0' + digit) : c));
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is > 0 and < 10000 ? year : null;
    }

    // 十二, 二十, 三十一, and plain digits.
    private static int? Number(string text)
    {
        text = text.Trim();
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var plain))
        {
            return plain;
        }

        return text.Split('十') switch
        {
            [var ones] => Digit(ones),
            [var tens, var ones] => (tens.Length == 0 ? 1 : Digit(tens)) * 10 + (ones.Length == 0 ? 0 : Digit(ones)),
            _ => null,
        };
    }

    private static int? Digit(string text) => text is [var one] && Numerals.IndexOf(one, StringComparison.Ordinal) is >= 0 and var digit ? digit : null;
}

using System.Globalization;
using System.Text.RegularExpressions;
using BankCrm.Domain.Common;
using BankCrm.Domain.DataQuality.Import;

namespace BankCrm.Application.DataQuality.Import.Ledger;

/// <summary>
/// Amounts of accounts and movements, exactly as written, with their sign: ￥2,494.12, 1.234,50, 1'234.50, (12.00), 12.00-, 12.00DR. What could be
/// two amounts is read only when somebody has said what parts the decimals.
/// </summary>
internal static partial class MoneyText
{
    private const int MaxDigits = 15;
    private const int MaxDecimals = 10;
    private const char Soft = '_'; // spaces and apostrophes between thousands

    private static readonly string[] Negative = ["first", "inner", "last", "open"];

    public static readonly Fault NoAmount = new("This is no amount. Write it as 1234.56.");

    /// <summary>Neither: the cell is empty.</summary>
    public static (decimal? Amount, Fault? Fault) Read(string cell, DecimalSign? said)
    {
        var text = CellText.Number(cell);
        if (text.Length == 0 || CellText.IsNothing(text))
        {
            return (null, null);
        }

        if (CellText.Damage(text) is { } damage)
        {
            return (null, damage);
        }

        if (Written().Match(text) is not { Success: true } found || found.Groups["open"].Success != found.Groups["close"].Success
            || Negations(found) > 1)
        {
            return (null, NoAmount);
        }

        var digits = Plain(found.Groups["digits"].Value);
        var (shown, isOpen) = Look(digits);
        if (said is null && isOpen)
        {
            return (null, new("Point or comma before the decimals? Say so with the columns, then this amount can be read."));
        }

        var (amount, fault) = Value(digits, (said ?? shown ?? DecimalSign.Point) is DecimalSign.Comma ? ',' : '.');
        var isNegative = Negations(found) == 1 || found.Groups["side"].Value.StartsWith("D", StringComparison.OrdinalIgnoreCase);
        return (isNegative ? -amount : amount, fault);
    }

    /// <summary>Whether the cell is an amount that can be read in two ways.</summary>
    public static bool NeedsSign(string cell) => Written().Match(CellText.Number(cell)) is { Success: true } found && Look(Plain(found.Groups["digits"].Value)).IsOpen;

    /// <summary>12,50 can only be one amount, and speaks for its file. Null: it says nothing.</summary>
    public static DecimalSign? SignShownBy(string cell) =>
        Written().Match(CellText.Number(cell)) is { Success: true } found ? Look(Plain(found.Groups["digits"].Value)).Shown : null;

    // -12, ￥-12, 12- and (12)
    private static int Negations(Match found) => Negative.Count(sign => found.Groups[sign].Success);

    private static string Plain(string digits) => string.Concat(digits.Select(c => c is ' ' or '\'' or '’' or '\u00A0' or '\u202F' ? Soft : c));

    private static (DecimalSign? Shown, bool IsOpen) Look(string digits)
    {
        var (point, comma) = (digits.LastIndexOf('.'), digits.LastIndexOf(','));
        if (point >= 0 && comma >= 0)
        {
            return (point > comma ? DecimalSign.Point : DecimalSign.Comma, false);
        }

        if (point < 0 && comma < 0)
        {
            return (null, false);
        }

        var at = Math.Max(point, comma);
        var (own, other) = point >= 0 ? (DecimalSign.Point, DecimalSign.Comma) : (DecimalSign.Comma, DecimalSign.Point);
        if (digits.IndexOf(digits[at]) != at)
        {
            return (other, false); // 1,234,567: it parts thousands
        }

        // 1.234 only: neither four digits before it, nor a zero, nor two behind it.
        var isOpen = digits.Length - at - 1 == 3 && at is >= 1 and <= 3 && digits[0] != '0' && !digits.Contains(Soft);
        return isOpen ? (null, true) : (own, false);
    }

    private static (decimal? Amount, Fault? Fault) Value(string digits, char comma)
    {
        var at = digits.IndexOf(comma);
        var (whole, part) = at < 0 ? (digits, "") : (digits[..at], digits[(at + 1)..]);
        if ((whole.Length == 0 && part.Length == 0) || part.AsSpan().ContainsAnyExceptInRange('0', '9') || !Whole().IsMatch(whole))
        {
            return (null, NoAmount);
        }

        whole = string.Concat(whole.Where(char.IsAsciiDigit)).TrimStart('0');
        part = part.TrimEnd('0');
        return whole.Length > MaxDigits || part.Length > MaxDecimals
            ? (null, new Fault("An amount has too many digits."))
            : (decimal.Parse($"0{whole}.{part}0", NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) / 1.0000000000000000000000000000m, null);
    }

    [GeneratedRegex(@"^(?<open>\()?(\+|(?<first>[-−]))?\s*(¥|￥|RMB|CNY|人民币|\$|USD|US\$|€|EUR|£|GBP|HK\$|HKD|JPY|NT\$|CZK|CHF)?\s*(\+|(?<inner>[-−]))?\s*(?<digits>[0-9.,]([0-9., '’\u00A0\u202F]*[0-9.,])?)\s*(元|圆|CNY|RMB|USD|EUR|€|GBP|HKD|JPY|Kč|CZK|CHF)?\s*(?<last>[-−])?\s*(?<side>CR|DR)?(?<close>\))?$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Written();

    // Nothing between them, or one sign between each three.
    [GeneratedRegex(@"^([0-9]*|[0-9]{1,3}(,[0-9]{3})+|[0-9]{1,3}(\.[0-9]{3})+|[0-9]{1,3}(_[0-9]{3})+)$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Whole();
}

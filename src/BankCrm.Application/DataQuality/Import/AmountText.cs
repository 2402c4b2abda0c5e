using System.Globalization;
using System.Text.RegularExpressions;
using BankCrm.Domain.Common;

namespace BankCrm.Application.DataQuality.Import;

/// <summary>Amounts as lists write them: ￥2,494.12, 1685.29元, +2405.97, (12.00), 1.2万.</summary>
internal static partial class AmountText
{
    /// <summary>Neither: the cell is empty.</summary>
    public static (decimal? Amount, Fault? Fault) Read(string cell)
    {
        var text = CellText.Number(cell);
        if (text.Length == 0)
        {
            return (null, null);
        }

        if (Written().Match(text) is not { Success: true } found || !decimal.TryParse(Plain(found), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount))
        {
            return (null, new("This is no amount. Write it as 1234.56."));
        }

        var isNegative = found.Groups["minus"].Success || found.Groups["open"].Success;
        return (isNegative ? -amount : amount, null);
    }

    /// <summary>With a point, and nothing between the thousands.</summary>
    private static string Plain(Match found) => found.Groups["digits"].Success
        ? found.Groups["digits"].Value.Replace(",", "", StringComparison.Ordinal)
        : found.Groups["european"].Value.Replace(".", "", StringComparison.Ordinal).Replace(',', '.');

    // 1.2万 is a rounded word and no amount. 1.234,50 and 12,50 can only be read in one way, 1.234 is read as it is written here.
    [GeneratedRegex(@"^((?<open>\()|\+|(?<minus>[-−]))?\s*(¥|￥|RMB|CNY|人民币|\$|USD|€|EUR|£|HK\$|HKD|NT\$)?\s*(?<minus>[-−])?((?<digits>([0-9]{1,3}(,[0-9]{3})+|[0-9]+)(\.[0-9]+)?)|(?<european>([0-9]{1,3}(\.[0-9]{3})+|[0-9]+),[0-9]{1,2}))\s*(元|圆|CNY|RMB|USD|EUR)?\)?$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Written();
}

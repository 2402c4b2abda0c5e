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

        if (Written().Match(text) is not { Success: true } found
            || !decimal.TryParse(found.Groups["digits"].Value.Replace(",", "", StringComparison.Ordinal), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount))
        {
            return (null, new("This is no amount. Write it as 1234.56."));
        }

        var isNegative = found.Groups["minus"].Success || found.Groups["open"].Success;
        return (isNegative ? -amount : amount, null);
    }

    // 1.2万 is a rounded word and no amount; 1.234,56 can be two amounts.
    [GeneratedRegex(@"^((?<open>\()|\+|(?<minus>[-−]))?\s*(¥|￥|RMB|CNY|人民币|\$|USD|€|EUR|£|HK\$|HKD|NT\$)?\s*(?<minus>[-−])?(?<digits>([0-9]{1,3}(,[0-9]{3})+|[0-9]+)(\.[0-9]+)?)\s*(元|圆|CNY|RMB|USD|EUR)?\)?$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Written();
}

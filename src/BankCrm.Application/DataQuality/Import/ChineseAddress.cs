using System.Text.RegularExpressions;
using BankCrm.Domain.Customers.Contacts;

namespace BankCrm.Application.DataQuality.Import;

/// <summary>A Chinese address in one line, from the largest part to the smallest, taken apart where its own words show the joints.</summary>
internal static partial class ChineseAddress
{
    private const string Province = @"(?<province>北京市|上海市|天津市|重庆市|\p{IsCJKUnifiedIdeographs}{2,3}省|\p{IsCJKUnifiedIdeographs}{2,6}自治区)";
    private const string City = @"(?<city>\p{IsCJKUnifiedIdeographs}{2,7}?(市|自治州|地区|盟))?";
    private const string District = @"(?<district>\p{IsCJKUnifiedIdeographs}{1,8}?(区|县|市|旗))?";

    public static PostalAddress Read(string text)
    {
        if (Parts().Match(text) is not { Success: true } found)
        {
            return new("CN", "", "", "", text, "", "");
        }

        var (province, city) = (found.Groups["province"].Value, found.Groups["city"].Value);
        return province is "北京市" or "上海市" or "天津市" or "重庆市" && city.Length == 0
            ? new("CN", province, province, found.Groups["district"].Value, found.Groups["rest"].Value, "", "")
            : new("CN", province, city, found.Groups["district"].Value, found.Groups["rest"].Value, "", "");
    }

    [GeneratedRegex($"^{Province}{City}{District}(?<rest>.+)$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking | RegexOptions.Singleline)]
    private static partial Regex Parts();
}

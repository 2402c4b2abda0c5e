using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers.Names;

namespace BankCrm.Application.DataQuality.Import;

/// <summary>What a cell means, apart from what spreadsheets do to it. Formulas are text and stay text.</summary>
internal static partial class CellText
{
    // Of web pages (zero width, soft hyphen), of Windows' own windows (reading direction), of files joined to one (byte order mark).
    private static readonly SearchValues<char> Invisible = SearchValues.Create("\u00AD\u200B\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2060\u2066\u2067\u2068\u2069\uFEFF");

    public static Fault Rounded { get; } =
        new("A spreadsheet has rounded this number: its last three places became zeros. Format the column as text there and export it again.");

    /// <summary>Invisible letters gone, the spaces around it gone (tabs are the note's own), ="…" and '… opened.</summary>
    public static string Clean(string cell)
    {
        var text = cell.AsSpan().IndexOfAny(Invisible) < 0 ? cell : Visible(cell);
        text = text.Trim(' ', '\u3000', '\u00A0');
        if (text.Length > 2 && text.StartsWith("=\"", StringComparison.Ordinal) && text.EndsWith('"') && text.IndexOf('"', 2) == text.Length - 1)
        {
            text = text[2..^1];
        }

        return text.Length > 1 && text[0] is '`' or '’' && (char.IsAsciiDigit(text[1]) || Formula.Begins(text.AsSpan(1))) ? text[1..] : Formula.Bare(text);
    }

    /// <summary>One line of letters and digits: full-width signs made half-width, no white space around; 13800138000.0 is 13800138000.</summary>
    public static string Number(string cell)
    {
        var text = HalfWidth.Of(Clean(cell)).Trim();
        return text.Length is > 5 and <= 17 && text.EndsWith(".0", StringComparison.Ordinal) && !text.AsSpan(0, text.Length - 2).ContainsAnyExceptInRange('0', '9') ? text[..^2] : text;
    }

    /// <summary>What people and databases write where they know nothing.</summary>
    public static bool IsNothing(string text) =>
        text is "-" or "--" or "—" or "——" or "/" or "\\" or "\\N" or "无" or "無" or "空" or "未知" or "不详" or "(null)" or "#N/A"
        || text.Equals("null", StringComparison.OrdinalIgnoreCase) || text.Equals("n/a", StringComparison.OrdinalIgnoreCase) || text.Equals("none", StringComparison.OrdinalIgnoreCase)
        || text is "0000-00-00" or "00000000" or "0/0/00" or "0/0/0000" or "0000-00-00 00:00:00";

    /// <summary>胡　桂芳 is 胡桂芳, and "Ann  Lee" is "Ann Lee".</summary>
    public static string Name(string cell)
    {
        var text = Clean(cell).Trim('\t');
        if (!text.AsSpan().ContainsAny(" \u3000\u00A0"))
        {
            return text;
        }

        var parts = text.Split([' ', '\u3000', '\u00A0'], StringSplitOptions.RemoveEmptyEntries);
        return string.Join(parts.All(p => p.EnumerateRunes().All(NameText.IsHan)) ? "" : " ", parts);
    }

    /// <summary>3.20106E+17: the last digits of a long number are lost for good.</summary>
    public static Fault? Damage(string number) => number.Contains('E', StringComparison.OrdinalIgnoreCase) && Scientific().IsMatch(number)
        ? new("A spreadsheet has shortened this number, and its last digits are lost. Format the column as text there and export it again.")
        : null;

    private static string Visible(string cell)
    {
        var text = new StringBuilder(cell.Length);
        foreach (var letter in cell)
        {
            if (!Invisible.Contains(letter))
            {
                text.Append(letter);
            }
        }

        return text.ToString();
    }

    // 2E10 may be a number of another system; a spreadsheet always writes the sign, other programs the point.
    [GeneratedRegex(@"^[0-9]([.,][0-9]+)?[Ee]\+[0-9]{1,3}$|^[0-9][.,][0-9]+[Ee][0-9]{1,3}$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Scientific();
}

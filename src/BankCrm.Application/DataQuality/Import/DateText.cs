using System.Globalization;
using System.Text.RegularExpressions;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Common;
using BankCrm.Domain.DataQuality.Import;

namespace BankCrm.Application.DataQuality.Import;

/// <summary>Days as other systems write them. What could be two days is read only when somebody has said which.</summary>
internal static partial class DateText
{
    private static readonly DateOnly First = new(1850, 1, 1);

    private static readonly string[] WithMonthName =
        ["d MMM yyyy", "d MMMM yyyy", "d-MMM-yyyy", "d-MMM-yy", "MMM d, yyyy", "MMMM d, yyyy", "d. MMMM yyyy"];

    public static (DateOnly? Day, Fault? Fault) Read(string cell, DateOrder? order)
    {
        var text = CellText.Number(cell);
        if (text.Length == 0)
        {
            return (null, null);
        }

        if (Moment(text) is { } moment)
        {
            return (Branch.DayAt(moment), null);
        }

        if (ChineseDay.Digits(text) is { } digits)
        {
            text = digits;
        }

        if (YearFirst().Match(text) is { Success: true } year)
        {
            return Day(year.Groups["y"], year.Groups["m"], year.Groups["d"]);
        }

        if (Eight().Match(text) is { Success: true } eight)
        {
            return Day(eight.Groups["y"], eight.Groups["m"], eight.Groups["d"]);
        }

        if (YearLast().Match(text) is { Success: true } last)
        {
            return order switch
            {
                DateOrder.DayFirst => Day(last.Groups["y"], last.Groups["b"], last.Groups["a"]),
                DateOrder.MonthFirst => Day(last.Groups["y"], last.Groups["a"], last.Groups["b"]),
                _ => (null, new("Day or month first? Say so with the columns, then this day can be read.")),
            };
        }

        // What a spreadsheet stores for a day: 19906 is the 1st of July 1954, and 19906.5 its noon. Fewer digits would be a year or an age.
        if (Serial().IsMatch(text) && int.TryParse(text.AsSpan(0, 5), NumberStyles.None, CultureInfo.InvariantCulture, out var serial))
        {
            return (new DateOnly(1899, 12, 30).AddDays(serial), null);
        }

        return DateOnly.TryParseExact(text, WithMonthName, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var named)
            ? (named, null)
            : (null, new("This is no day. Write it as 2026-11-25."));
    }

    /// <summary>Day and time, where there is a time; else when the day begins at the bank's counters. To the millisecond, as it is kept.</summary>
    public static (DateTimeOffset? At, Fault? Fault) ReadMoment(string cell, DateOrder? order)
    {
        var text = CellText.Number(cell);
        if (Moment(text) is { } moment)
        {
            return (new(moment.UtcTicks - (moment.UtcTicks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero), null);
        }

        var (day, fault) = Read(cell, order);
        return (day is { } on ? (Branch.StartOf(on) + TimeIn(text)).ToUniversalTime() : null, fault);
    }

    // 2026-03-04 10:00:00, 3/7/2026 9:05 PM, 2026年3月4日 10:00
    private static TimeSpan TimeIn(string text) =>
        Time().Match(text) is { Success: true } found && TimeOnly.TryParse(found.ValueSpan, CultureInfo.InvariantCulture, out var time)
            ? new(time.Hour, time.Minute, time.Second)
            : TimeSpan.Zero;

    /// <summary>What bears its distance from Greenwich is a moment, and its day the bank's.</summary>
    private static DateTimeOffset? Moment(string text) =>
        text.Length > 16 && (text[^1] == 'Z' || text[^6] is '+' or '-' || text[^5] is '+' or '-')
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) && text[4] == '-'
                ? moment
                : null;

    /// <summary>Whether the cell is a day beyond doubt, whichever order it has: no bare number.</summary>
    public static bool IsDay(string cell)
    {
        var text = CellText.Number(cell);
        return text.Length > 0 && (YearFirst().IsMatch(text) || YearLast().IsMatch(text) || Eight().IsMatch(text));
    }

    /// <summary>Whether the cell is a day whose order must be told.</summary>
    public static bool NeedsOrder(string cell) => YearLast().IsMatch(CellText.Number(cell));

    /// <summary>25/12/1985 can only be one day, and speaks for its column. Null: it says nothing.</summary>
    public static DateOrder? OrderShownBy(string cell)
    {
        if (YearLast().Match(CellText.Number(cell)) is not { Success: true } last)
        {
            return null;
        }

        var (a, b) = (int.Parse(last.Groups["a"].ValueSpan, CultureInfo.InvariantCulture), int.Parse(last.Groups["b"].ValueSpan, CultureInfo.InvariantCulture));
        return a > 12 && b <= 12 ? DateOrder.DayFirst : b > 12 && a <= 12 ? DateOrder.MonthFirst : null;
    }

    private static (DateOnly?, Fault?) Day(Group year, Group month, Group day)
    {
        var (y, m, d) = (Of(year), Of(month), Of(day));
        if (m is < 1 or > 12 || y is < 1 or > 9999 || d < 1 || d > DateTime.DaysInMonth(y, m))
        {
            return (null, new("There is no such day."));
        }

        var on = new DateOnly(y, m, d);
        return on < First ? (null, new("This day lies too far back.")) : (on, null);

        static int Of(Group digits) => int.Parse(digits.ValueSpan, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"^(?<y>[0-9]{4})\s*[-/.年]\s*(?<m>[0-9]{1,2})\s*[-/.月]\s*(?<d>[0-9]{1,2})\s*[日号]?(?<time>[T ][0-9]{1,2}:[0-9]{2}.*)?$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex YearFirst();

    [GeneratedRegex(@"[0-9]{1,2}:[0-9]{2}(:[0-9]{2})?( ?[AaPp][Mm])?", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Time();

    [GeneratedRegex(@"^[0-9]{5}(\.[0-9]+)?$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Serial();

    [GeneratedRegex(@"^(?<y>(18|19|20)[0-9]{2})(?<m>[0-9]{2})(?<d>[0-9]{2})$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Eight();

    [GeneratedRegex(@"^(?<a>[0-9]{1,2})[-/.](?<b>[0-9]{1,2})[-/.](?<y>[0-9]{4})(?<time>[T ][0-9]{1,2}:[0-9]{2}.*)?$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex YearLast();
}

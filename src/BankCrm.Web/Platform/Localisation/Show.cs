using System.Globalization;
using BankCrm.Domain.Common;

namespace BankCrm.Web.Platform.Localisation;

/// <summary>How days, moments, amounts and numbers look in the language of the request. Moments are shown in the branch's zone.</summary>
public sealed class Show(TimeProvider clock, Text text, TimeZoneInfo zone)
{
    private static bool InChinese => Languages.Current == Languages.SimplifiedChinese;

    private static string DayFormat => InChinese ? "yyyy-MM-dd" : "d MMM yyyy";

    /// <summary>"25 Nov 2026" or "2026-11-25".</summary>
    public string Day(DateOnly? day) => day is { } d ? d.ToString(DayFormat, CultureInfo.CurrentCulture) : "";

    /// <summary>The day it was in the branch.</summary>
    public string Day(DateTimeOffset? moment) => moment is { } m ? Day(DateOnly.FromDateTime(InBranch(m).DateTime)) : "";

    /// <summary>"November", "十一月".</summary>
    public string Month(int month) => CultureInfo.CurrentCulture.DateTimeFormat.GetMonthName(month);

    /// <summary>"Wed 25", "周三25日".</summary>
    public string Weekday(DateOnly day) => day.ToString(InChinese ? "ddd d'日'" : "ddd d", CultureInfo.CurrentCulture);

    /// <summary>"25 Nov 2026 17:35", by the branch's clock.</summary>
    public string Moment(DateTimeOffset? moment) =>
        moment is { } m ? InBranch(m).ToString(DayFormat + " HH:mm", CultureInfo.CurrentCulture) : "";

    /// <summary>To the second and with the zone, where it matters exactly when.</summary>
    public string ExactMoment(DateTimeOffset? moment)
    {
        if (moment is not { } m)
        {
            return "";
        }

        var local = InBranch(m);
        return local.ToString(DayFormat + " HH:mm:ss", CultureInfo.CurrentCulture) + " (UTC" + local.ToString("zzz", CultureInfo.InvariantCulture) + ")";
    }

    /// <summary>"3 min ago", "in 2 days"; the day itself beyond a fortnight.</summary>
    public string Distance(DateTimeOffset moment)
    {
        var now = clock.GetUtcNow();
        var (past, span) = (moment < now, (moment - now).Duration());
        var (minutes, hours, days) = ((int)span.TotalMinutes, (int)span.TotalHours, Math.Abs((InBranch(moment).Date - InBranch(now).Date).Days));
        return (past, span.TotalHours, days) switch
        {
            (true, _, _) when minutes == 0 => text["just now"],
            (false, _, _) when minutes == 0 => text["in a moment"],
            (true, < 1, _) => text["{0} min ago", minutes],
            (false, < 1, _) => text["in {0} min", minutes],
            (true, < 24, _) => text["{0} h ago", hours],
            (false, < 24, _) => text["in {0} h", hours],
            (true, _, 1) => text["yesterday"],
            (false, _, 1) => text["tomorrow"],
            (true, _, < 14) => text["{0} days ago", days],
            (false, _, < 14) => text["in {0} days", days],
            _ => Day(moment),
        };
    }

    /// <summary>"¥1,234.50", "USD 1,234.50".</summary>
    public string Money(decimal? amount, string currency = "CNY")
    {
        if (amount is not { } a)
        {
            return "";
        }

        var sign = a < 0 ? "−" : "";
        return sign + Unit(currency) + Number(Math.Abs(a), Currencies.Digits(currency));
    }

    /// <summary>For tiles and charts: "¥8.6 M" or "¥862万".</summary>
    public string RoundMoney(decimal amount, string currency = "CNY")
    {
        var (unit, name) = (Math.Abs(amount), InChinese) switch
        {
            ( >= 100_000_000, true) => (100_000_000m, "亿"),
            ( >= 10_000, true) => (10_000m, "万"),
            ( >= 1_000_000_000, false) => (1_000_000_000m, " bn"),
            ( >= 1_000_000, false) => (1_000_000m, " M"),
            ( >= 10_000, false) => (1_000m, " k"),
            _ => (1m, ""),
        };
        return (amount < 0 ? "−" : "") + Unit(currency) + Math.Abs(amount / unit).ToString(unit == 1 ? "N0" : "#,0.##", CultureInfo.InvariantCulture) + name;
    }

    public string Number(long? number) => number?.ToString("N0", CultureInfo.InvariantCulture) ?? "";

    public string Number(decimal? number, int decimals) =>
        number?.ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) ?? "";

    /// <summary>A count that stopped at its limit reads "1,000+".</summary>
    public string Count(int count, int limit = 1000) => count > limit ? Number(limit) + "+" : Number(count);

    /// <summary>0.123 is "12.3%".</summary>
    public string Percent(decimal? share, int decimals = 1) => share is { } s ? Number(s * 100, decimals) + "%" : "";

    /// <summary>The bytes of a file, rounded.</summary>
    public string Size(long bytes) => bytes switch
    {
        < 1024 => Number(bytes) + " B",
        < 1024 * 1024 => Number(bytes / 1024m, 0) + " KB",
        _ => Number(bytes / 1024m / 1024m, 1) + " MB",
    };

    /// <summary>The moment by the branch's clock.</summary>
    public DateTimeOffset InBranch(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, zone);

    private static string Unit(string currency) => currency == "CNY" ? "¥" : currency + " ";
}

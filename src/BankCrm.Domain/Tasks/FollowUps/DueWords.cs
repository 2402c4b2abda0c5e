using System.Globalization;
using System.Text.RegularExpressions;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Common;

namespace BankCrm.Domain.Tasks.FollowUps;

/// <summary>What a line of words says about when: "call about the deposit tomorrow 3pm", "下周一上午10点回访".</summary>
/// <param name="Rest">The line without it.</param>
public sealed record DueInLine(string Rest, DueTime Due);

/// <summary>
/// Reads by when something has to be done, in English and Chinese. A weekday alone is the next one to come; with "next" or 下 it is that of the next week,
/// which begins on Monday. A time alone is the next time the clock shows it. Days in figures are read only where nobody can read them in two ways.
/// </summary>
public static partial class DueWords
{
    private const string ChineseNumber = "[一二两三四五六七八九十]{1,3}";

    private const string Day =
        $$"""
        (?<today>\btoday\b|今天|今日)
        |(?<after>\bday\ after\ tomorrow\b|大后天|后天)
        |(?<tomorrow>\btomorrow\b|\btmr\b|明天|明日)
        |(?<monthend>\bend\ of\ (?:the\ )?(?<nextmonthen>next\ )?month\b|(?<nextmonth>下个?)月底|(?:本|这个?)?月底)
        |\b(?:(?<nextweek>next)\ |(?:this|on)\ )?(?<weekday>mon|tue|wed|thu|fri|sat|sun)(?:day|s|sday|nesday|rs|rsday|urday)?\b
        |(?<!上个?)(?:(?<nextweek>下个?)|本|这个?)?(?:周|星期|礼拜)(?<weekday>[一二三四五六日天])
        |\bin\ (?<count>\d+|an?|one|two|three)\ (?<unit>day|week|month)s?\b
        |(?<count>\d+|{{ChineseNumber}})(?:个)?(?<unit>天|周|星期|月)(?:之后|以后|后)
        |(?<week>\bnext\ week\b|下个?周|下个?星期)
        |(?<year>\d{4})(?:-|年)(?<month>\d{1,2})(?:-|月)(?<date>\d{1,2})(?:日|号)?
        |(?<month>\d{1,2})月(?<date>\d{1,2})(?:日|号)?
        |(?<![\dA-Za-z])(?<date>\d{1,2})(?:st|nd|rd|th)?\ (?<monthname>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*(?:\ (?<year>\d{4}))?\b
        |\b(?<monthname>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\ (?<date>\d{1,2})(?:st|nd|rd|th)?(?:,?\ (?<year>\d{4}))?\b
        """;

    private const string Time =
        $$"""
        (?<![\dA-Za-z:])(?<hour>\d{1,2})(?::(?<minute>\d{2}))?\ ?(?<half>am|pm)(?![A-Za-z])
        |(?<half>上午|早上|中午|下午|傍晚|晚上)?(?<![\d:])(?<hour>\d{1,2}|{{ChineseNumber}})(?:点|时)(?:(?<minute>半|一刻|三刻|\d{1,2})分?)?
        |(?<half>上午|早上|中午|下午|傍晚|晚上)?(?<![\d:])(?<hour>\d{1,2})[:：](?<minute>\d{2})(?!\d)
        |(?<part>\bnoon\b|\b(?:in\ the\ )?(?:morning|afternoon|evening)\b|上午|早上|中午|下午|晚上)
        """;

    private const string Phrase = $@"(?:{Day})(?:[\s,，]*(?:at\s+)?(?:{Time}))?|(?:{Time})(?:[\s,，]*(?:on\s+)?(?:{Day}))?";

    // Nobody says more in a line, and what is longer would take long to search.
    private const int MostLetters = FollowUp.SubjectMaxLength;

    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    private static readonly string[] Weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    /// <summary>The words and nothing but them. Null: they are not understood.</summary>
    public static DueTime? Read(string words, DateTimeOffset now) =>
        words.Length <= MostLetters && Whole().Match(HalfWidth.Of(words)) is { Success: true } match ? Of(match, now) : null;

    /// <summary>Finds them at the end of a line, or at its beginning. Null: there are none.</summary>
    public static DueInLine? InLine(string line, DateTimeOffset now)
    {
        foreach (var place in line.Length > MostLetters ? [] : (Regex[])[AtEnd(), AtStart()])
        {
            if (place.Match(HalfWidth.Of(line)) is { Success: true } match && Of(match, now) is { } due && Rest(line, match) is { Length: > 0 } rest)
            {
                return new(rest, due);
            }
        }

        return null;
    }

    [GeneratedRegex($@"^\s*(?:(?:by|on|at|before|until|due)\s+)?(?:{Phrase})\s*(?:之?前)?\s*$", Options, 1000)]
    private static partial Regex Whole();

    [GeneratedRegex($@"^(?<rest>.*?)[\s,，]*(?:\b(?:by|on|at|before|until|due)\s+)?(?:{Phrase})\s*(?:之?前)?[\s.。]*$", Options, 1000)]
    private static partial Regex AtEnd();

    [GeneratedRegex($@"^\s*(?:(?:by|on|at)\s+)?(?:{Phrase})(?:之?前)?[\s,，:：]*(?<rest>.+)$", Options, 1000)]
    private static partial Regex AtStart();

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace | RegexOptions.Singleline;

    private static DueTime? Of(Match match, DateTimeOffset now)
    {
        var local = Branch.At(now);
        var today = DateOnly.FromDateTime(local.DateTime);
        var (hasTime, time) = TimeOf(match);
        if (hasTime && time is null)
        {
            return null;
        }

        if (!HasDay(match))
        {
            return time is { } alone ? new(alone > TimeOnly.FromDateTime(local.DateTime) ? today : today.AddDays(1), alone) : null;
        }

        return DayOf(match, today) is { } day ? new(day, time) : null;
    }

    // Half-width letters stand where the full ones did: what is kept is kept as it was written.
    private static string Rest(string line, Match match) => line.Substring(match.Groups["rest"].Index, match.Groups["rest"].Length).Trim();

    private static bool HasDay(Match match) =>
        ((string[])["today", "after", "tomorrow", "monthend", "weekday", "count", "week", "date"]).Any(name => match.Groups[name].Success);

    private static DateOnly? DayOf(Match match, DateOnly today)
    {
        if (match.Groups["today"].Success)
        {
            return today;
        }

        if (match.Groups["tomorrow"].Success)
        {
            return today.AddDays(1);
        }

        if (match.Groups["after"] is { Success: true } after)
        {
            return today.AddDays(after.Value == "大后天" ? 3 : 2);
        }

        var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
        if (match.Groups["week"].Success)
        {
            return monday.AddDays(7);
        }

        if (match.Groups["monthend"].Success)
        {
            var ahead = match.Groups["nextmonth"].Success || match.Groups["nextmonthen"].Success ? 2 : 1;
            return new DateOnly(today.Year, today.Month, 1).AddMonths(ahead).AddDays(-1);
        }

        if (match.Groups["weekday"] is { Success: true } weekday)
        {
            var day = monday.AddDays(WeekdayOf(weekday.Value));
            return match.Groups["nextweek"].Success ? day.AddDays(7) : day > today ? day : day.AddDays(7);
        }

        return match.Groups["count"] is { Success: true } count ? After(today, count.Value, match.Groups["unit"].Value) : DateOf(match, today);
    }

    private static int WeekdayOf(string word) => word.Length == 1 ? "一二三四五六日天".IndexOf(word, StringComparison.Ordinal) is var place && place == 7 ? 6 : place
        : Array.IndexOf(Weekdays, word.ToLowerInvariant());

    private static DateOnly? After(DateOnly today, string count, string unit) => NumberOf(count) is not (> 0 and <= 400 and var number) ? null
        : unit.ToLowerInvariant() switch
        {
            "day" or "天" => today.AddDays(number),
            "week" or "周" or "星期" => today.AddDays(7 * number),
            _ => today.AddMonths(number),
        };

    private static DateOnly? DateOf(Match match, DateOnly today)
    {
        var (date, month) = (
            int.Parse(match.Groups["date"].Value, CultureInfo.InvariantCulture),
            match.Groups["monthname"] is { Success: true } name
                ? Array.IndexOf(Months, name.Value.ToLowerInvariant()) + 1 : int.Parse(match.Groups["month"].Value, CultureInfo.InvariantCulture));
        if (match.Groups["year"] is { Success: true } written)
        {
            return Existing(int.Parse(written.Value, CultureInfo.InvariantCulture), month, date);
        }

        return Existing(today.Year, month, date) is { } thisYear && thisYear >= today ? thisYear : Existing(today.Year + 1, month, date);
    }

    private static DateOnly? Existing(int year, int month, int date) =>
        year is >= 1 and <= 9998 && month is >= 1 and <= 12 && date >= 1 && date <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, date) : null;

    private static (bool HasTime, TimeOnly? Time) TimeOf(Match match)
    {
        if (match.Groups["part"] is { Success: true } part)
        {
            return (true, part.Value.ToLowerInvariant() switch
            {
                "noon" or "中午" => new TimeOnly(12, 0),
                var word when word.EndsWith("morning", StringComparison.Ordinal) || word is "上午" or "早上" => new TimeOnly(9, 0),
                var word when word.EndsWith("afternoon", StringComparison.Ordinal) || word is "下午" => new TimeOnly(14, 0),
                _ => new TimeOnly(18, 0),
            });
        }

        if (!match.Groups["hour"].Success || NumberOf(match.Groups["hour"].Value) is not { } hour)
        {
            return (match.Groups["hour"].Success, null);
        }

        var minute = match.Groups["minute"].Value switch
        {
            "" => 0,
            "半" => 30,
            "一刻" => 15,
            "三刻" => 45,
            var figures => int.Parse(figures, CultureInfo.InvariantCulture),
        };
        var full = match.Groups["half"].Value.ToLowerInvariant() switch
        {
            "am" => hour is >= 1 and <= 12 ? hour % 12 : -1,
            "pm" => hour is >= 1 and <= 12 ? (hour % 12) + 12 : -1,
            "下午" or "傍晚" or "晚上" when hour is >= 1 and < 12 => hour + 12,
            "中午" when hour is >= 1 and <= 2 => hour + 12,
            _ => hour,
        };
        return (true, full is >= 0 and <= 23 && minute <= 59 ? new TimeOnly(full, minute) : null);
    }

    private static int? NumberOf(string word) => word.ToLowerInvariant() switch
    {
        "a" or "an" or "one" => 1,
        "two" or "两" => 2,
        "three" => 3,
        var figures when int.TryParse(figures, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
        var chinese => ChineseNumberOf(chinese),
    };

    private static int? ChineseNumberOf(string word)
    {
        var ten = word.IndexOf('十', StringComparison.Ordinal);
        if (ten < 0)
        {
            return word.Length == 1 ? Digit(word[0]) : null;
        }

        var (tens, ones) = (ten == 0 ? 1 : Digit(word[0]), ten == word.Length - 1 ? 0 : Digit(word[^1]));
        return ten <= 1 && word.Length - ten <= 2 ? (tens * 10) + ones : null;
    }

    private static int? Digit(char letter) => "一二三四五六七八九".IndexOf(letter, StringComparison.Ordinal) is >= 0 and var place ? place + 1 : null;
}

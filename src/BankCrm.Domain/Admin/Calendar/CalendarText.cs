using System.Globalization;
using System.Text.Json;
using BankCrm.Domain.Common;

namespace BankCrm.Domain.Admin.Calendar;

/// <summary>
/// A year as a list that people can write, read and pass on: a line for each day or span of days, "2026-02-15..2026-02-23 off Spring Festival". Columns may
/// be parted by spaces, commas or tabs; "off" may be 休, "work" 班. Files in JSON with "holidays" and "workdays", each day with its name, are read as well.
/// </summary>
public static class CalendarText
{
    private static readonly char[] Gaps = [' ', ',', ';', '\t', '，', '　'];
    private const int LongestSpan = 31;

    /// <exception cref="RefusedException">A line cannot be read; the sentence names it.</exception>
    public static IReadOnlyList<CalendarDay> Read(string text)
    {
        if (text.AsSpan().TrimStart('\uFEFF').TrimStart() is ['{', ..])
        {
            return ReadJson(text);
        }

        var days = new List<CalendarDay>();
        foreach (var (number, line) in text.Split('\n').Select(l => l.Trim('\r', '\uFEFF', ' ', '\t')).Index())
        {
            if (line.Length > 0 && line[0] != '#')
            {
                days.AddRange(DaysOf(line) ?? throw new RefusedException("Line {0} cannot be read: write it as 2026-02-15..2026-02-23 off Spring Festival.", number + 1));
            }
        }

        return days;
    }

    /// <summary>What <see cref="Read"/> reads again.</summary>
    public static string Write(IEnumerable<CalendarDay> days)
    {
        var lines = new List<(DateOnly From, DateOnly Until, DayKind Kind, string Name)>();
        foreach (var day in days.OrderBy(d => d.Day))
        {
            if (lines is [.., var last] && last.Until.AddDays(1) == day.Day && (last.Kind, last.Name) == (day.Kind, day.Name))
            {
                lines[^1] = last with { Until = day.Day };
            }
            else
            {
                lines.Add((day.Day, day.Day, day.Kind, day.Name));
            }
        }

        return string.Concat(lines.Select(l => string.Create(
            CultureInfo.InvariantCulture, $"{l.From:yyyy-MM-dd}{(l.From == l.Until ? "" : $"..{l.Until:yyyy-MM-dd}")} {(l.Kind is DayKind.Off ? "off" : "work")} {l.Name}").TrimEnd() + "\n"));
    }

    // { "holidays": { "2026-01-01": "New Year's Day,元旦,1" }, "workdays": { … } }: what stands behind the first comma is left out, and so are other parts.
    private static List<CalendarDay> ReadJson(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text.TrimStart('\uFEFF'));
            var days = new List<CalendarDay>();
            foreach (var (part, kind) in new[] { ("holidays", DayKind.Off), ("workdays", DayKind.Working) })
            {
                if (json.RootElement.TryGetProperty(part, out var named) && named.ValueKind is JsonValueKind.Object)
                {
                    days.AddRange(named.EnumerateObject().Select(day => NamedDay(day.Name, kind, day.Value)));
                }
            }

            return days;
        }
        catch (JsonException)
        {
            throw new RefusedException("The file begins like JSON and cannot be read as such.");
        }
    }

    private static CalendarDay NamedDay(string day, DayKind kind, JsonElement said)
    {
        var name = said.ValueKind is JsonValueKind.String ? said.GetString()!.Split(',')[0].Trim() : "";
        return DayOf(day) is { } date && name.Length <= CalendarDay.NameMaxLength && CleanText.Check(name, CalendarDay.NameMaxLength) is null
            ? new(date, kind, name)
            : throw new RefusedException("The day {0} of the file cannot be read.", day.Length > 20 ? day[..20] : day);
    }

    private static IEnumerable<CalendarDay>? DaysOf(string line)
    {
        var parts = line.Split(Gaps, 3, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts.Length < 2 || SpanOf(parts[0]) is not var (from, until) || KindOf(parts[1]) is not { } kind)
        {
            return null;
        }

        var name = parts.Length > 2 ? parts[2] : "";
        return name.Length > CalendarDay.NameMaxLength || CleanText.Check(name, CalendarDay.NameMaxLength) is not null
            ? null
            : Enumerable.Range(0, until.DayNumber - from.DayNumber + 1).Select(i => new CalendarDay(from.AddDays(i), kind, name));
    }

    private static (DateOnly From, DateOnly Until)? SpanOf(string text) => text.Split("..") switch
    {
        [var one] when DayOf(one) is { } day => (day, day),
        [var first, var second] when DayOf(first) is { } from && DayOf(second) is { } until && until >= from && until.DayNumber - from.DayNumber < LongestSpan => (from, until),
        _ => null,
    };

    private static DateOnly? DayOf(string text) =>
        DateOnly.TryParseExact(text, ["yyyy-MM-dd", "yyyy/M/d", "yyyyMMdd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static DayKind? KindOf(string word) => word.ToUpperInvariant() switch
    {
        "OFF" or "休" or "HOLIDAY" => DayKind.Off,
        "WORK" or "班" or "WORKDAY" => DayKind.Working,
        _ => null,
    };
}

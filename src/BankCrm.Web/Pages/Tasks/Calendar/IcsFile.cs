using System.Globalization;
using System.Text;
using BankCrm.Application.Tasks.Calendar;

namespace BankCrm.Web.Pages.Tasks.Calendar;

/// <summary>A calendar as RFC 5545 has it. No customer is named; without a subject only the kind is told.</summary>
internal static class IcsFile
{
    /// <summary>A line is at most so many bytes; what is longer goes on after a line break and a blank.</summary>
    private const int MostBytes = 75;

    public static string Of(string name, IEnumerable<(FeedItem Item, string Kind)> items, DateTimeOffset now)
    {
        var file = new StringBuilder();
        foreach (var line in (string[])["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//BankCrm//Follow-ups//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH", "REFRESH-INTERVAL;VALUE=DURATION:PT1H"])
        {
            Add(file, line);
        }

        Add(file, $"X-WR-CALNAME:{Escaped(name)}");
        foreach (var (item, kind) in items)
        {
            Add(file, item, kind, now);
        }

        Add(file, "END:VCALENDAR");
        return file.ToString();
    }

    internal static string Escaped(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal)
        .ReplaceLineEndings("\\n");

    private static void Add(StringBuilder file, FeedItem item, string kind, DateTimeOffset now)
    {
        Add(file, "BEGIN:VEVENT");
        Add(file, $"UID:{item.Id}@bankcrm");
        Add(file, $"DTSTAMP:{Utc(now)}");
        Add(file, $"LAST-MODIFIED:{Utc(item.ChangedAt)}");
        Add(file, $"SEQUENCE:{item.Changes.ToString(CultureInfo.InvariantCulture)}");
        if (item.Due.Time is null)
        {
            Add(file, $"DTSTART;VALUE=DATE:{Day(item.Due.Day)}");
            Add(file, $"DTEND;VALUE=DATE:{Day(item.Due.Day.AddDays(1))}");
            Add(file, "TRANSP:TRANSPARENT");
        }
        else
        {
            Add(file, $"DTSTART:{Utc(item.Due.At)}");
            Add(file, "DURATION:PT30M");
        }

        Add(file, $"SUMMARY:{Escaped(item.Subject ?? kind)}");
        Add(file, "END:VEVENT");
    }

    // Never within a character.
    private static void Add(StringBuilder file, string line)
    {
        var bytes = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (bytes + rune.Utf8SequenceLength > MostBytes)
            {
                file.Append("\r\n ");
                bytes = 1;
            }

            file.Append(rune.ToString());
            bytes += rune.Utf8SequenceLength;
        }

        file.Append("\r\n");
    }

    private static string Utc(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    private static string Day(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
}

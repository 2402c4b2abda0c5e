using System.Globalization;

namespace BankCrm.AuditVerifier;

/// <summary>Times are microseconds since 1970-01-01 UTC.</summary>
internal static class Moment
{
    public const long Second = 1_000_000;
    public const long Minute = 60 * Second;

    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    public static bool TryParse(string? text, out long microseconds)
    {
        var read = DateTime.TryParseExact(
            text, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment);
        microseconds = read ? (moment - DateTime.UnixEpoch).Ticks / 10 : 0;
        return read;
    }

    /// <summary>The nearest there is, for a database can hold times that no calendar shows.</summary>
    public static DateTimeOffset Of(long microseconds) => DateTimeOffset.UnixEpoch.AddTicks(Math.Clamp(
        microseconds, (DateTimeOffset.MinValue - DateTimeOffset.UnixEpoch).Ticks / 10, (DateTimeOffset.MaxValue - DateTimeOffset.UnixEpoch).Ticks / 10) * 10);

    public static string Text(long microseconds) => Of(microseconds).UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>A span in words.</summary>
    public static string Span(long microseconds) => microseconds switch
    {
        < 2 * Minute => $"{microseconds / Second} s",
        < 120 * Minute => $"{microseconds / Minute} min",
        < 72 * 60 * Minute => $"{microseconds / (60 * Minute)} h",
        _ => $"{microseconds / (24 * 60 * Minute)} days",
    };
}

using System.Globalization;
using System.Text.RegularExpressions;
using BankCrm.Domain.Common;

namespace BankCrm.Infrastructure.Accounts.Statements;

/// <summary>Days as each format writes them. What is no day is told, never bent into one.</summary>
internal static partial class StatementDays
{
    private const int OldestYear = 1900;
    private const int LatestYear = 2199;

    /// <summary>camt: 2020-01-31, with or without a time and a zone, whichever element it stands in. The day is the bank's own, as written.</summary>
    public static DateOnly? OfXml(string? written, FaultList faults, int line)
    {
        if (string.IsNullOrWhiteSpace(written))
        {
            return null;
        }

        return XmlDay().Match(written.Trim()) is { Success: true } match ? Day(match, faults, line) : Unknown(faults, line);
    }

    /// <summary>OFX: 20200131, with or without a time and a zone.</summary>
    public static DateOnly? OfOfx(string? written, FaultList faults, int line)
    {
        if (string.IsNullOrWhiteSpace(written))
        {
            return null;
        }

        return OfxDay().Match(written.Trim()) is { Success: true } match ? Day(match, faults, line) : Unknown(faults, line);
    }

    /// <summary>MT940: YYMMDD; from 80 on it is of the last century, as SWIFT counts.</summary>
    public static DateOnly? OfSwift(ReadOnlySpan<char> written, FaultList faults, int line)
    {
        var year = int.Parse(written[..2], CultureInfo.InvariantCulture);
        return Day(year + (year >= 80 ? 1900 : 2000), int.Parse(written[2..4], CultureInfo.InvariantCulture), int.Parse(written[4..6], CultureInfo.InvariantCulture))
            ?? Unknown(faults, line);
    }

    /// <summary>MT940: the entry's day has no year; it is the one that brings it nearest to the day of value.</summary>
    public static DateOnly? Near(ReadOnlySpan<char> written, DateOnly valued, FaultList faults, int line)
    {
        var (month, day) = (int.Parse(written[..2], CultureInfo.InvariantCulture), int.Parse(written[2..4], CultureInfo.InvariantCulture));
        var near = new[] { valued.Year - 1, valued.Year, valued.Year + 1 }
            .Select(year => Day(year, month, day))
            .Where(d => d is not null)
            .OrderBy(d => Math.Abs(d!.Value.DayNumber - valued.DayNumber))
            .FirstOrDefault();
        return near ?? Unknown(faults, line);
    }

    private static DateOnly? Day(Match match, FaultList faults, int line) =>
        Day(Part(match, "year"), Part(match, "month"), Part(match, "day")) ?? Unknown(faults, line);

    private static DateOnly? Day(int year, int month, int day) =>
        year is >= OldestYear and <= LatestYear && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new(year, month, day) : null;

    private static int Part(Match match, string name) => int.Parse(match.Groups[name].ValueSpan, CultureInfo.InvariantCulture);

    private static DateOnly? Unknown(FaultList faults, int line)
    {
        faults.Add(new Fault("A date is none that there is, or is written in an unknown way."), line);
        return null;
    }

    [GeneratedRegex(@"^(?<year>[0-9]{4})-(?<month>[0-9]{2})-(?<day>[0-9]{2})(T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,12})?)?)?(Z|[+-][0-9]{2}:?[0-9]{2})?$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex XmlDay();

    [GeneratedRegex(@"^(?<year>[0-9]{4})(?<month>[0-9]{2})(?<day>[0-9]{2})([0-9]{4}([0-9]{2}(\.[0-9]{1,6})?)?)?(\s*\[[+-]?[0-9]{1,2}([.:][0-9]{1,2})?(:[A-Za-z0-9+/_-]{0,20})?\])?$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex OfxDay();
}

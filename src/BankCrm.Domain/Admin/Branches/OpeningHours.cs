using System.Globalization;
using BankCrm.Domain.Common;

namespace BankCrm.Domain.Admin.Branches;

/// <summary>When a branch serves customers: seven entries from Monday, as "09:00-17:00"; empty is closed.</summary>
public static class OpeningHours
{
    public static string[] Usual => ["09:00-17:00", "09:00-17:00", "09:00-17:00", "09:00-17:00", "09:00-17:00", "", ""];

    public static Fault? Check(IReadOnlyList<string> hours) =>
        hours.Count != 7 || hours.Any(day => day.Length > 0 && !IsSpan(day))
            ? new Fault("Give opening hours as 09:00-17:00, and leave days empty on which the branch is closed.")
            : null;

    private static bool IsSpan(string day) =>
        day.Split('-') is [var from, var to]
        && TimeOnly.TryParseExact(from, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var opens)
        && TimeOnly.TryParseExact(to, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var closes)
        && opens < closes;
}

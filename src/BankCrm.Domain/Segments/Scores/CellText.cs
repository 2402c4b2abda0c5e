using System.Globalization;

namespace BankCrm.Domain.Segments.Scores;

/// <summary>How a cell of a history is read: what says nothing is empty, figures have a point or a comma, days are written in one of the usual ways.</summary>
public static class CellText
{
    private static readonly HashSet<string> Nothing = new(StringComparer.OrdinalIgnoreCase) { "unknown", "n/a", "na", "null", "nan", "?", "-", "missing", "not known", "未知", "不详", "无记录" };

    private static readonly string[] DayFormats =
        ["yyyy-MM-dd", "yyyy/M/d", "yyyyMMdd", "dd.MM.yyyy", "d.M.yyyy", "dd-MM-yyyy", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm:ssK", "yyyy年M月d日"];

    /// <summary>Nothing is in it, or a word that says so.</summary>
    public static bool IsEmpty(string cell) => cell.Length == 0 || Nothing.Contains(cell);

    /// <summary>Null: it is no figure.</summary>
    /// <param name="hasComma">The figures of its column have a comma where others have a point.</param>
    public static double? Figure(string cell, bool hasComma)
    {
        var plain = hasComma ? cell.Replace(".", "", StringComparison.Ordinal).Replace(',', '.') : cell;
        return double.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out var figure) && double.IsFinite(figure) ? figure : null;
    }

    /// <summary>Null: it is no day.</summary>
    public static DateOnly? Day(string cell) =>
        DateTime.TryParseExact(cell, DayFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment) ? DateOnly.FromDateTime(moment) : null;
}

using System.Globalization;

namespace BankCrm.Web.Platform.TagHelpers;

/// <summary>How wide the columns of a list are, in the steps the style sheet has: a class for each, so that nothing moves while a page loads.</summary>
public sealed class ColumnWidths
{
    public const int Least = 4;
    public const int Most = 40;
    private const int Step = 2;
    private readonly SortedDictionary<string, int> widths = new(StringComparer.Ordinal);

    /// <summary>Reads "name:12,tier:6"; what is nothing of the kind is left out.</summary>
    public static ColumnWidths Read(string? text) => Of((text ?? "").Split(',').Select(one => one.Split(':'))
        .Where(one => one is [_, _] && IsKey(one[0]) && int.TryParse(one[1], NumberStyles.None, CultureInfo.InvariantCulture, out _))
        .Select(one => KeyValuePair.Create(one[0], (int?)int.Parse(one[1], CultureInfo.InvariantCulture))));

    public static ColumnWidths Of(IEnumerable<KeyValuePair<string, int?>> given)
    {
        var read = new ColumnWidths();
        foreach (var (key, width) in given.Where(g => IsKey(g.Key)))
        {
            if (width is { } wide)
            {
                read.widths[key] = Math.Clamp((wide + 1) / Step * Step, Least, Most);
            }
        }

        return read;
    }

    /// <summary>Null: as wide as it comes.</summary>
    public int? this[string key] => widths.TryGetValue(key, out var width) ? width : null;

    /// <summary>The class of its head: "w-12"; empty for none.</summary>
    public string ClassOf(string key) => this[key] is { } width ? $"w-{width}" : "";

    public override string ToString() => string.Join(',', widths.Select(w => $"{w.Key}:{w.Value}"));

    private static bool IsKey(string key) => key.Length is > 0 and <= 20 && key.All(char.IsAsciiLetterLower);
}

namespace BankCrm.Web.Platform.Shell;

/// <summary>A column that a list may show, for the form in which columns are chosen.</summary>
/// <param name="Key">As it stands in an address.</param>
/// <param name="Width">Null: as wide as it comes.</param>
/// <param name="IsFixed">It is always shown.</param>
public sealed record ColumnChoice(string Key, string Label, bool IsShown, int? Width = null, bool IsFixed = false);

public static class ChosenColumns
{
    /// <summary>The keys that were ticked, in the order of their places; those of one place as they stood.</summary>
    public static string Of(IEnumerable<string> ticked, IReadOnlyDictionary<string, int> places) =>
        string.Join(',', ticked.Distinct().OrderBy(key => places.GetValueOrDefault(key, int.MaxValue)));
}

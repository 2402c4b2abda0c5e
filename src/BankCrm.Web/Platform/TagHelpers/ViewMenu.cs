using BankCrm.Application.Platform.Lists;

namespace BankCrm.Web.Platform.TagHelpers;

/// <summary>The menu of a list's saved views, for the partial Lists/_Views.</summary>
/// <param name="List">Which list: "customers".</param>
/// <param name="Current">The view the list is in. Null: in none.</param>
/// <param name="Query">What of the address a view keeps.</param>
/// <param name="Columns">Those that are shown, for the address of a new view. Null: they cannot be chosen.</param>
public sealed record ViewMenu(string List, ListState State, ViewShown? Current, string Query, string? Columns = null)
{
    public string Path => ListKinds.Find(List)!.Path;

    /// <summary>Filters, order or columns are not the view's any more.</summary>
    public bool IsChanged => Current is { } view && view.Address != Query;

    /// <summary>The page that keeps the list as it is shown now.</summary>
    public string NewPath
    {
        get
        {
            var query = Columns is null || Query.Contains(Address.Columns + "=", StringComparison.Ordinal) ? Query
                : (Query.Length == 0 ? "?" : Query + "&") + $"{Address.Columns}={Uri.EscapeDataString(Columns)}";
            return $"/lists/{List}/views/new{query}" + (Current is { } view ? $"&{Address.View}={view.Id}" : "");
        }
    }

    /// <summary>The list in this view.</summary>
    public static string Opened(string path, ViewShown view) => path + (view.Address.Length == 0 ? "?" : view.Address + "&") + $"{Address.View}={view.Id}";
}

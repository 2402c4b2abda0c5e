namespace BankCrm.Web.Platform.Shell;

/// <summary>Keys that do something on every page. What they do is in Assets/site/keyboard.js; entries and actions bring their own.</summary>
public sealed record Shortcut(string Keys, string Sentence)
{
    public static IReadOnlyList<Shortcut> All { get; } =
    [
        new("/", "Search"),
        new("?", "Show the keyboard shortcuts"),
        new("j", "Next row of a list"),
        new("k", "Previous row of a list"),
        new("Enter", "Open the row"),
        new("x", "Tick the row"),
        new("e", "Change the row in its place"),
        new("Ctrl Enter", "Submit the form"),
        new("Esc", "Close a menu or dialog"),
    ];
}

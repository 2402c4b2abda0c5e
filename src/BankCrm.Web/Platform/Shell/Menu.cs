using BankCrm.Application.Common;

namespace BankCrm.Web.Platform.Shell;

/// <summary>What the user may open and start.</summary>
public sealed class Menu(IEnumerable<IMenuEntry> entries, IEnumerable<IQuickAction> actions)
{
    private readonly IMenuEntry[] entries =
        [.. entries.OrderBy(e => Array.IndexOf(MenuSections.InOrder, e.Section)).ThenBy(e => e.Order).ThenBy(e => e.Sentence, StringComparer.Ordinal)];
    private readonly IQuickAction[] actions = [.. actions.OrderBy(a => a.Order).ThenBy(a => a.Sentence, StringComparer.Ordinal)];

    public IEnumerable<IGrouping<string, IMenuEntry>> For(CurrentUser user) =>
        entries.Where(e => user.May(e.Permission)).GroupBy(e => e.Section);

    /// <summary>The same for all who see the same entries and actions.</summary>
    public string KeyOf(CurrentUser user) => string.Concat(entries.Select(e => user.May(e.Permission)).Concat(actions.Select(a => user.May(a.Permission))).Select(may => may ? '1' : '0'));

    public IReadOnlyList<IQuickAction> ActionsFor(CurrentUser user) => [.. actions.Where(a => user.May(a.Permission))];

    /// <summary>The entry whose address the page's begins with; the longest such one.</summary>
    public IMenuEntry? Containing(PathString page) =>
        entries.Where(e => e.Path == "/" ? page == "/" : page.StartsWithSegments(e.Path)).MaxBy(e => e.Path.Length);
}

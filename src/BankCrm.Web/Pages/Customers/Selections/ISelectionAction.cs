using BankCrm.Web.Platform.Shell;

namespace BankCrm.Web.Pages.Customers.Selections;

/// <summary>
/// What can be done with a frozen selection of customers. A feature writes a sealed class with an empty constructor; it is found. Rows can be
/// ticked by those only who may do at least one of them.
/// </summary>
public interface ISelectionAction
{
    string Permission { get; }

    /// <summary>The English sentence: "Export".</summary>
    string Sentence { get; }

    string Icon { get; }

    int Order { get; }

    /// <summary>The page that does it with this selection.</summary>
    string PathFor(Guid selectionId);
}

internal static class SelectionActions
{
    public static IReadOnlyList<ISelectionAction> All { get; } =
        [.. Found.All<ISelectionAction>(typeof(SelectionActions).Assembly).OrderBy(a => a.Order)];
}

using BankCrm.Application.Common;
using BankCrm.Application.Customers.Overview;
using BankCrm.Web.Platform.Shell;

namespace BankCrm.Web.Pages.Customers.Overview;

/// <summary>A part of a customer's page. Each feature brings its own as a sealed class with an empty constructor; it is found.</summary>
public interface ICustomerPanel
{
    /// <summary>The English sentence; translated in the feature's own file.</summary>
    string Title { get; }

    /// <summary>From the top; below 100 are the customer's own data and what they hold.</summary>
    int Order { get; }

    /// <summary>Who sees it.</summary>
    string Permission { get; }

    /// <summary>The partial that draws the model, as "/Pages/Accounts/_CustomerPanel.cshtml".</summary>
    string Partial { get; }

    /// <summary>Stands in the narrow column.</summary>
    bool IsAside => false;

    /// <summary>What can be done beside its title; null for nothing.</summary>
    PanelAction? ActionFor(CustomerOverview customer, CurrentUser user) => null;

    /// <summary>
    /// What the partial draws; null: there is nothing, and the panel does not show. Queries asked here share the page's transaction, and
    /// its budget: eight queries in all.
    /// </summary>
    Task<object?> LoadAsync(CustomerOverview customer, IServiceProvider services, CancellationToken ct);
}

/// <param name="Sentence">"Add a document".</param>
public sealed record PanelAction(string Sentence, string Path)
{
    /// <summary>Keys that do it on this page, such as "n i"; null for none.</summary>
    public string? Keys { get; init; }
}

/// <summary>A panel with what it shows.</summary>
public sealed record LoadedPanel(ICustomerPanel Panel, object Model, PanelAction? Action);

internal static class CustomerPanels
{
    private static readonly IReadOnlyList<ICustomerPanel> All =
        [.. Found.All<ICustomerPanel>(typeof(CustomerPanels).Assembly).OrderBy(p => p.Order).ThenBy(p => p.Title, StringComparer.Ordinal)];

    public static async Task<IReadOnlyList<LoadedPanel>> LoadAsync(
        CustomerOverview customer, CurrentUser user, IServiceProvider services, CancellationToken ct)
    {
        var loaded = new List<LoadedPanel>();
        foreach (var panel in All.Where(p => user.May(p.Permission)))
        {
            if (await panel.LoadAsync(customer, services, ct) is { } model)
            {
                loaded.Add(new(panel, model, panel.ActionFor(customer, user)));
            }
        }

        return loaded;
    }
}
